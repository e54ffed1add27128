alter table orders drop column state;
drop index idx_orders_account;
