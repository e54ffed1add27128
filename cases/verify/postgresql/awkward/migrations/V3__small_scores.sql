-- depends-on-data: scores beyond 32767, of which production has none
alter table customers alter column score type smallint;
