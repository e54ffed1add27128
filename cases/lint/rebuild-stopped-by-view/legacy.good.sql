-- engine: sqlite
-- file: V1__t.sql
-- earlier
create table orders (id integer primary key, total integer);
create view large as select id from orders where total > 100;
-- file: V2__t.sql
pragma legacy_alter_table = on;
create table orders_new (id integer primary key, total integer, note text);
insert into orders_new (id, total) select id, total from orders;
drop table orders;
alter table orders_new rename to orders;
