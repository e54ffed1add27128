-- engine: mariadb:10.11
-- file: V1__orders.sql
-- earlier
create table orders (id bigint primary key, a int, b int, key orders_ab (a, b));
-- file: V2__drop.sql
alter table orders drop index orders_ab;
alter table orders drop column a;
