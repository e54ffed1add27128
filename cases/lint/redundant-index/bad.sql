create table orders (id bigint primary key, customer_id bigint, placed_at timestamptz);
create index orders_customer_placed on orders (customer_id, placed_at);
-- expect: redundant-index
create index orders_customer on orders (customer_id);
-- expect: redundant-index
create index orders_id on orders (id);
