-- Why: The list of an account's orders.

create index idx_orders_account on orders (account_id);
alter table orders add column state text not null default 'new' check (state in ('new', 'paid; shipped'));
