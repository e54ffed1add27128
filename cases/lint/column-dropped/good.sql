create table t (a int, b int);
alter table t drop column b;
alter table orders add column tmp int;
alter table orders drop column tmp;
alter table orders drop constraint c;
