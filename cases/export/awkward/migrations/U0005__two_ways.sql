drop index idx_orders_state;
