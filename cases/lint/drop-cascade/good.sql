create table t (a int);
drop table t cascade;
drop view v;
