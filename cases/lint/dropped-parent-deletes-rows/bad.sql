-- engine: sqlite
-- file: V1__t.sql
-- earlier
create table orders (id integer primary key, total integer);
create table lines (id integer primary key, order_id integer references orders (id) on delete cascade);
create index lines_order on lines (order_id);
-- file: V2__t.sql
create table orders_new (id integer primary key, total integer, note text);
insert into orders_new (id, total) select id, total from orders;
-- expect: dropped-parent-deletes-rows
drop table orders;
alter table orders_new rename to orders;
