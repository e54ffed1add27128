-- dbwright:no-transaction
create index concurrently i on t (a);
