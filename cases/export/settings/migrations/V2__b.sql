-- dbwright:no-transaction
set lock_timeout = '2s';
create index concurrently a_id on a (id);
