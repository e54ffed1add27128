-- file: V0001__first.sql
-- history: unchanged
create table a (id int);
-- file: V0002__next.sql
-- history: added
create table b (id int);
