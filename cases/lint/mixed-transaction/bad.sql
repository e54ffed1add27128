alter table orders add column a int;
-- expect: mixed-transaction
create index concurrently i on orders (a);
