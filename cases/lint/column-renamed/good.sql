create table notes (id bigint, a int);
alter table notes rename column a to b;
alter table orders add column x int;
alter table orders rename column x to y;
