create index concurrently idx_orders_state on orders (state);
