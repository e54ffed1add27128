-- engine: postgresql:18
-- expect: stored-generated-column-rewrites
alter table orders add column gross numeric(12,2) generated always as (net * 1.2) stored;
alter table orders add column vat numeric(12,2) generated always as (net * 0.2);
alter table orders add column vat2 numeric(12,2) generated always as (net * 0.2) virtual;
