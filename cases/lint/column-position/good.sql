-- engine: mysql:8.0
alter table orders add column state int;
