-- engine: sqlite
-- file: V1__t.sql
-- earlier
create table orders (id integer primary key, customer integer, number text, at text);
create index orders_customer on orders (customer);
create unique index orders_number on orders (number);
create index orders_at on orders (at);
create trigger orders_touched after update on orders begin select 1; end;
-- file: V2__t.sql
drop index orders_customer;
create table orders_new (id integer primary key, customer integer, number text unique);
insert into orders_new (id, customer, number) select id, customer, number from orders;
drop table orders;
alter table orders_new rename to orders;
create trigger orders_touched after update on orders begin select 1; end;
