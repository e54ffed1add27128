create table t (a int not null);
alter table t alter column a drop not null;
