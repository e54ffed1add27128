create table orders (id bigint primary key, total numeric);
alter table orders rename to purchases;
-- expect: unknown-object
insert into orders (id) values (1);
-- expect: unknown-object
update orders set total = 0;
-- expect: unknown-object
truncate orders;
insert into purchases (id) values (1);
create view orders as select id, total from purchases;
update orders set total = 0;
