-- dbwright:after 3 1d
drop table a;
