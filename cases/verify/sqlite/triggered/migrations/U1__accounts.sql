drop table accounts;
drop table account_log;
