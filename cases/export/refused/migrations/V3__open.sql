-- dbwright:no-transaction
begin;
create table b (id integer primary key);
