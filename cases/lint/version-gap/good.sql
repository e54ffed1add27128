-- file: V0001__first.sql
create table a (id int);
-- file: V0002__second.sql
create table b (id int);
