-- dbwright:no-transaction
set search_path = public;
alter table accounts add column cents bigint;
create index concurrently accounts_name on accounts (name);

-- dbwright:backfill id batch 25
update accounts set cents = balance * 100 where cents is null;

begin;
update accounts set name = name || '!' where id <= 10;
alter table accounts alter column cents set not null;
commit;
drop index concurrently accounts_name;
create index concurrently if not exists accounts_balance on accounts (balance);
insert into accounts (id, name, balance, cents) overriding system value values (1000, 'last', 1, 100);
vacuum accounts;
