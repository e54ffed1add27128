-- account: role if not exists reader
create table stays (id int primary key);
create table goes (id int primary key);
grant select on stays to reader;
grant select on goes to reader;
drop table goes;
-- has: grant select on table stays to `reader`
-- not: goes
