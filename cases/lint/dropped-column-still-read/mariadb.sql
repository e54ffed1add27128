-- engine: mariadb
create table orders (id bigint primary key, note text, total int, at date);
create view notes as select note from orders;
create view sums as select o.total from orders o;
-- expect: dropped-column-still-read
alter table orders rename column note to remark;
-- expect: dropped-column-still-read
alter table orders change total amount int;
alter table orders change at at datetime;
alter table orders modify at date;
