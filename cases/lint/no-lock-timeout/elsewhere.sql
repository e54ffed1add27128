create index concurrently i on orders (a);
alter table orders validate constraint c;
create table t (a int);
alter table t add column b int;
