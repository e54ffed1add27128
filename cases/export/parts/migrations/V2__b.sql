-- dbwright:no-transaction
create index concurrently a_b on a (b);
begin;
alter table a add column c text;
alter table a add column d text default current_setting('lock_timeout');
commit;
