create table scratch (id bigint);
drop table scratch;
drop view v;
