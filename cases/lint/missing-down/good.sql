-- file: V0001__first.sql
create table a (id int);
-- file: U0001__first.sql
drop table a;
