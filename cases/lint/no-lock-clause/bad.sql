-- engine: mariadb:10.11
-- expect: no-lock-clause
alter table orders add column note text;
