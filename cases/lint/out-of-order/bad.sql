-- file: V0001__first.sql
-- history: unchanged
create table a (id int);
-- file: V0002__late.sql
-- history: added
-- expect-file: out-of-order
create table b (id int);
-- file: V0003__third.sql
-- history: unchanged
create table c (id int);
