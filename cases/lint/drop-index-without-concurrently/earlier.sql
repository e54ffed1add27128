-- file: V1__a.sql
-- earlier
create table orders (id bigint primary key, placed date);
create index orders_placed on orders (placed);
alter table orders rename to purchases;
-- file: V2__b.sql
-- expect: drop-index-without-concurrently
drop index orders_placed;
create index purchases_placed on purchases (placed);
drop index purchases_placed;
