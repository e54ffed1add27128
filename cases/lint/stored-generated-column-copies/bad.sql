-- engine: mariadb:10.11
-- expect: stored-generated-column-copies
alter table orders add column gross decimal(12,2) generated always as (net * 1.2) stored;
