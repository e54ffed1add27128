-- The way back from V0001.

drop view recent;
drop trigger accounts_touch on accounts;
drop function accounts_touch();
drop table orders;
drop table accounts;
