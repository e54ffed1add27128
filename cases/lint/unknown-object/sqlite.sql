-- engine: sqlite
create table orders (id integer primary key, total integer);
insert into orders (rowid, total) values (1, 2);
update orders set Total = 3 where id = 1;
-- expect: unknown-object
update orders set amount = 3 where id = 1;
