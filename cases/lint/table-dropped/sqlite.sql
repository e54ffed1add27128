-- engine: sqlite
create table orders_new (id integer primary key, total integer);
insert into orders_new (id, total) select id, total from orders;
drop table orders;
alter table orders_new rename to orders;
-- expect: table-dropped
drop table notes;
create table scratch (id integer primary key);
drop table scratch;
