-- dbwright:no-transaction

drop index concurrently idx_accounts_email;
alter table orders drop column state;
drop index concurrently idx_orders_account;
