-- engine: mariadb:10.11
-- file: V1__t.sql
-- earlier
create table orders (id int primary key, net int, gross int as (net * 2) virtual);
create table notes (id int primary key, net int);
-- file: V2__t.sql
alter table orders add column a int;
alter table notes add column a int first;
