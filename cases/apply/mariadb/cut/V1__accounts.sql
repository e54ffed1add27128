create table accounts (
    id bigint auto_increment primary key,
    name varchar(100) not null,
    balance bigint not null default 0
);
insert into accounts (id, name, balance) select seq, concat('account ', seq), seq from seq_1_to_60;
alter table accounts add column cents bigint;
create index accounts_name on accounts (name);

-- dbwright:backfill id batch 25
update accounts set cents = balance * 100 where cents is null;

start transaction;
update accounts set name = concat(name, '!') where id <= 10;
update accounts set balance = balance + 1 where id <= 10;
commit;
drop index accounts_name on accounts;
insert into accounts (id, name, balance, cents) values (1000, 'last', 1, 100);
rename table accounts to customers;
