-- engine: sqlite
-- file: V1__t.sql
-- earlier
create table orders (id integer primary key, customer integer, number text, at text);
create index orders_customer on orders (customer);
create unique index orders_number on orders (number);
create trigger orders_touched after update on orders begin select 1; end;
-- file: V2__t.sql
create table orders_new (id integer primary key, customer integer, number text, at text, note text);
insert into orders_new (id, customer, number, at) select id, customer, number, at from orders;
-- expect: rebuild-loses-indexes, rebuild-loses-indexes
drop table orders;
alter table orders_new rename to orders;
create index orders_by_customer on orders (customer);
