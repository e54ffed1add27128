-- file: V0001__first.sql
create table a (id int);
-- file: U0001__first.sql
drop table a;
-- file: V0002__second.sql
-- expect-file: missing-down
create table b (id int);
