-- engine: sqlite
-- file: V1__t.sql
-- earlier
create table orders (id integer primary key, total integer);
-- file: V2__t.sql
pragma foreign_keys = off;
begin;
create table orders_new (id integer primary key, total integer, note text);
insert into orders_new (id, total) select id, total from orders;
-- expect: rebuild-not-checked
drop table orders;
alter table orders_new rename to orders;
commit;
pragma foreign_keys = on;
