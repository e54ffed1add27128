-- engine: postgresql:18
alter table orders add column gross numeric(12,2) generated always as (net * 1.2) virtual;
create table lines (net numeric(12,2), gross numeric(12,2) generated always as (net * 1.2) stored);
