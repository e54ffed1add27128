-- Why: The list of an account's orders.

create index idx_orders_placed on orders (placed_at);
alter table orders add column state varchar(20) not null default 'new', add constraint orders_state check (state in ('new', 'paid; shipped'));
