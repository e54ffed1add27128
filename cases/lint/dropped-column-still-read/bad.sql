create table orders (id bigint primary key, note text);
create view notes as select o.note from orders o;
-- expect: dropped-column-still-read
alter table orders drop column note;
