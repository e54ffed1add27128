create index concurrently idx_orders_state on orders (state);
alter table orders add constraint fk_orders_customers foreign key (a) references b not valid;
