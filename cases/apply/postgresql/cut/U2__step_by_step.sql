-- dbwright:no-transaction
drop index concurrently accounts_balance;
delete from accounts where name = 'last';
alter table accounts drop column cents;
update accounts set name = rtrim(name, '!');
