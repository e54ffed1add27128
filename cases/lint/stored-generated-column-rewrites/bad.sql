-- engine: postgresql:17
-- expect: stored-generated-column-rewrites
alter table orders add column gross numeric(12,2) generated always as (net * 1.2) stored;
