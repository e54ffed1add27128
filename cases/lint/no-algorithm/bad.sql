-- engine: mariadb:10.11
-- expect: no-algorithm
alter table orders add column note text;
