-- not dumped alike: columns of a table that came to inherit later stand in the order of a new one
create table a (x integer, y text);
create table b (z integer, y text, x integer);
alter table b inherit a;
create table c (z integer) inherits (a);
alter table a add column late integer default 3;
alter table a add constraint a_x check (x > 0) no inherit;
alter table c alter x set storage plain, alter y set storage external, alter x set statistics 7;
