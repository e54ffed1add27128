-- engine: mysql:8.4
-- expect: inline-references
alter table orders add column customer_id bigint references customers (id);
