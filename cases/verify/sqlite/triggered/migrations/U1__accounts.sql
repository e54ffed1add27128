drop table items;
drop table accounts;
drop table account_log;
