-- engine: sqlite
-- allow: table-dropped
-- file: V1__t.sql
-- earlier
create table orders (id integer primary key, total integer);
create table lines (id integer primary key, order_id integer references orders);
create index lines_order on lines (order_id);
-- file: V2__t.sql
pragma foreign_keys = on;
-- expect: dropped-parent-deletes-rows
drop table orders;
