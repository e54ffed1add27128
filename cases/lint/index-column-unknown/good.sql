create table orders (id bigint primary key, placed_at timestamptz);
alter table orders add column total numeric;
create index i on orders (placed_at, total);
create index j on customers (whatever);
