-- file: V0001__first.sql
create table a (id int);
-- file: V0003__third.sql
-- expect-file: version-gap
create table b (id int);
