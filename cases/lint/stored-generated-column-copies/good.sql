-- engine: mariadb:10.11
alter table orders add column gross decimal(12,2) generated always as (net * 1.2) virtual;
create table lines (net int, gross int as (net * 2) stored);
