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
-- expect: unknown-object
insert into purchases (id, totl) values (2, 1);
-- expect: unknown-object
update purchases set totl = 0 where id = 1;
update purchases set total = 0 where id = 1;
insert into unknown (nope) values (1);
create function later() returns void language sql as $$ update purchases set paid = true; $$;
alter table purchases add column paid boolean;
