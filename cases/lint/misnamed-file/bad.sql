-- tool: Flyway
-- file: V0001__first.sql
create table a (id int);
-- file: second.sql
-- expect-file: misnamed-file
create table b (id int);
