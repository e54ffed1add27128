drop index concurrently if exists orders_state;
create index concurrently orders_state on orders (state);
