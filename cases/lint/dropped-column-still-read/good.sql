create table orders (id bigint primary key, note text, a int);
create view notes as select o.note from orders o;
alter table orders drop column a;
drop view notes;
alter table orders drop column note;
