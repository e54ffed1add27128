-- dbwright:no-transaction
drop index concurrently a_b;
alter table a drop column c;
alter table a drop column d;
