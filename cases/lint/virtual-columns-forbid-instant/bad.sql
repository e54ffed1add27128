-- engine: mariadb:10.11
-- file: V1__t.sql
-- earlier
create table orders (id int primary key, net int, gross int as (net * 2) virtual);
-- file: V2__t.sql
-- expect: virtual-columns-forbid-instant
alter table orders add column a int after id;
