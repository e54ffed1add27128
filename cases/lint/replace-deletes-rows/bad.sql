-- engine: sqlite
-- file: V1__t.sql
-- earlier
create table orders (id integer primary key, total integer);
create table lines (id integer primary key, order_id integer references orders (id) on delete cascade);
create index lines_order on lines (order_id);
-- file: V2__t.sql
-- expect: replace-deletes-rows
insert or replace into orders (id, total) values (1, 5);
