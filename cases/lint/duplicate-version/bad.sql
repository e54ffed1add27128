-- file: V0001__first.sql
create table a (id int);
-- file: V0002__second.sql
create table b (id int);
-- file: V0002__other.sql
-- expect-file: duplicate-version
create table c (id int);
