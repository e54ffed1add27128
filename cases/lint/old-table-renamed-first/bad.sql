-- engine: sqlite
alter table orders rename to orders_old;
-- expect: old-table-renamed-first
create table orders (id integer primary key, total integer, note text);
insert into orders (id, total) select id, total from orders_old;
drop table orders_old;
