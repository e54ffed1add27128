-- roles: shop_writer
-- administrator
create schema app authorization shop_writer;
create table app.item (id integer primary key);
alter table app.item owner to shop_writer;
create view app.shown as select id from app.item;
alter view app.shown owner to shop_writer;
create function app.f(integer) returns integer language sql as 'select 1';
alter function app.f(integer) owner to shop_writer;
create type app.mood as enum ('good');
alter type app.mood owner to shop_writer;
create sequence app.numbers;
alter sequence app.numbers owner to shop_writer;
create domain app.code as text;
alter domain app.code owner to shop_writer;
grant select on app.item to public;
