create function lower(text) returns text language sql immutable as 'select pg_catalog.lower($1)';
create table t (id integer primary key, name text, check (public.lower(name) = name));
create schema app;
create type app.text as enum ('a', 'b');
create type app.integer as (a integer, b bigint);
create table app.u (id integer primary key, plain text, own app.text, pair app.integer);
create view v as select public.lower(name) as own, pg_catalog.lower(name) as builtin, 'a'::app.text as e from t;
