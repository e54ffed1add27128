alter table orders drop constraint orders_state;
alter table orders drop column state;
drop index idx_orders_placed on orders;
