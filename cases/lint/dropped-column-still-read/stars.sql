create table orders (id bigint primary key, note text, total numeric);
create table customers (id bigint primary key, name text);
create view everything as select * from orders;
create view names as select o.id, c.* from orders o join customers c on c.id = o.id;
create view counted as select count(*) from orders;
-- expect: dropped-column-still-read
alter table orders drop column note;
-- expect: dropped-column-still-read
alter table customers drop column name;
drop view everything;
alter table orders drop column total;
-- expect: dropped-column-still-read
alter table orders drop column id;
