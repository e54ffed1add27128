-- Why: The list of an account's orders.
-- dbwright:no-transaction

create index concurrently idx_orders_account on orders (account_id);
-- Both or none.
begin;
alter table orders add column state text not null default 'new';
alter table orders add constraint orders_state check (state in ('new', 'paid; shipped')) not valid;
commit;
create unique index concurrently idx_accounts_email on accounts (lower(email)) where email <> '';
