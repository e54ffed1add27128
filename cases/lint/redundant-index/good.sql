create table orders (id bigint primary key, customer_id bigint, placed_at timestamptz);
create index orders_customer_placed on orders (customer_id, placed_at);
create index orders_placed on orders (placed_at);
create unique index orders_customer on orders (customer_id);
create index orders_open on orders (customer_id) where placed_at is null;
