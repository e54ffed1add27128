create table orders_new (id integer primary key, ref text not null unique, amount integer) strict;
insert into orders_new (id, ref, amount) select id, ref, amount from orders;
drop table orders;
alter table orders_new rename to orders;
