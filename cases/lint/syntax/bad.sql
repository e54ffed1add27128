create table t (a int);
-- expect: syntax
alter table t ad column b int;
create index i on t (a);
