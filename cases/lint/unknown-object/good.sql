create table orders (id bigint primary key, total numeric);
alter table orders alter column total set default 0;
drop table orders;
create table orders (id bigint primary key);
alter table orders add column x int;
alter table elsewhere alter column y set default 0;
