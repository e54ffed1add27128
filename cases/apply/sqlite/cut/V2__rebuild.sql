-- dbwright:no-transaction
pragma foreign_keys = off;
begin;
create table accounts_new (id integer primary key, name text not null, balance integer not null default 0, cents integer);
insert into accounts_new (id, name, balance) select id, name, balance from accounts;
drop table accounts;
alter table accounts_new rename to accounts;
commit;

-- dbwright:backfill id batch 25
update accounts set cents = balance * 100 where cents is null;
pragma foreign_keys = on;
insert into accounts (id, name, balance, cents) values (1000, 'last', 1, 100);
