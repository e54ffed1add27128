drop view account_names;
drop table accounts;
