-- roles: shop_reader
create schema empty;
comment on schema empty is 'Nothing yet';
create schema "Mixed Case";
create table "Mixed Case"."Some Table" (id integer primary key, "select" text);
create schema filled;
create table filled.t (id integer primary key);
comment on schema filled is 'Has a table';
grant usage on schema filled to shop_reader;
