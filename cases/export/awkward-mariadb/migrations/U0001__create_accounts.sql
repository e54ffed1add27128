drop view recent;
drop procedure refill;
drop trigger accounts_touch;
drop table orders;
drop table accounts;
