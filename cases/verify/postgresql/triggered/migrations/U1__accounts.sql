drop table items;
drop function note_item();
drop table accounts;
drop table account_log;
drop function note_account();
