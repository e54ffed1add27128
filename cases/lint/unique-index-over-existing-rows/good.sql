create index concurrently i on customers (email);
create table t (a int);
create unique index j on t (a);
alter table customers add column code text;
create unique index concurrently k on customers (code);
