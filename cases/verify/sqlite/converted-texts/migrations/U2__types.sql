create table orders_old (id integer primary key, ref text not null unique, amount text) strict;
insert into orders_old (id, ref, amount) select id, ref, amount from orders;
drop table orders;
alter table orders_old rename to orders;
