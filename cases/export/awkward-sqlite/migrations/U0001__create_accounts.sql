drop view recent;
drop trigger accounts_touch;
drop table orders;
drop table accounts;
