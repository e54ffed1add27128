-- engine: sqlite
create table orders (id integer primary key, note text, total integer);
create view everything as select * from orders;
create view sums as select total from orders;
alter table orders drop column note;
-- expect: dropped-column-still-read
alter table orders drop column total;
