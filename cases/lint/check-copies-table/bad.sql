-- engine: mariadb:10.11
-- expect: check-copies-table
alter table orders add constraint c check (total >= 0);
