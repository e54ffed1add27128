-- engine: mysql:8.4
alter table orders add column customer_id bigint;
