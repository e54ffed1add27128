create type address as (street text, number integer, city varchar(80));
comment on type address is 'Where somebody lives';
comment on column address.number is 'Of the house';
create schema app;
create type app.person as (name text collate "C", home address, others address[]);
create type nothing as ();
create table customer (id bigint primary key, home address, contact app.person);
