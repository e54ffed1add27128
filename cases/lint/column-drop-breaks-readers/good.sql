create table t (a int, b int);
alter table t drop column b;
