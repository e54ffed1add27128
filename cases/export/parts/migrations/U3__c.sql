-- dbwright:no-transaction
drop index concurrently a_e;
alter table a drop column e;
