-- since: 17
create table a (id bigint generated always as identity (start with 100), x integer) partition by range (x);
create table a_1 partition of a for values from (0) to (10);
create table a_2 (x integer, id bigint not null);
alter table a attach partition a_2 for values from (10) to (20);
