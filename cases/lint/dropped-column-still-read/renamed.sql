create table orders (id bigint primary key, note text);
create view notes as select note from orders;
alter table orders rename column note to remark;
alter table orders drop column if exists note;
alter table orders rename to purchases;
-- expect: dropped-column-still-read
alter table purchases drop column remark;
