create table notes (id bigint primary key);
create table lines (id bigint, body text);
alter table lines add primary key (id);
create temporary table scratch (a int);
create table half (a bigint) partition by range (a);
drop table half;
