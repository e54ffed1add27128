-- roles: shop_reader, shop_writer
create schema app;
alter default privileges in schema app grant select on tables to shop_reader;
alter default privileges in schema app grant select, insert, update on tables to shop_writer with grant option;
alter default privileges revoke execute on functions from public;
alter default privileges grant usage on sequences to shop_writer;
alter default privileges grant usage on types to shop_reader;
alter default privileges grant usage on schemas to shop_reader;
create table app.later (id integer primary key);
create function app.f() returns integer language sql as 'select 1';
