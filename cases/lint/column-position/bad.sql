-- engine: mysql:8.0
-- expect: column-position
alter table orders add column state int after id;
