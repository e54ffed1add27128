-- engine: sqlite
-- file: V1__t.sql
-- earlier
create table orders (id integer primary key, total integer);
-- file: V2__t.sql
create table orders_new (id integer primary key, total integer not null);
insert into orders_new select id, total from orders;
-- expect: rebuilt-column-not-null
drop table orders;
alter table orders_new rename to orders;
