-- engine: sqlite
-- expect: added-column-refused
alter table orders add column number integer primary key;
-- expect: added-column-refused
alter table orders add column code text unique;
-- expect: added-column-refused
alter table orders add column at text default current_timestamp;
-- expect: added-column-refused
alter table orders add column two integer default (1 + 1);
-- expect: added-column-refused
alter table orders add column place integer default 1 references places (id);
-- expect: added-column-refused
alter table orders add column twice integer as (total * 2) stored;
