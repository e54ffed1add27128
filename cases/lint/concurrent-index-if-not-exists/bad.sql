-- expect: concurrent-index-if-not-exists
create index concurrently if not exists orders_state on orders (state);
