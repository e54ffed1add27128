alter table orders add column status text;
update orders set status = state where status is null;
begin;
create table notes (id bigint);
alter table notes add column a int;
update notes set a = 1 where a is null;
commit;
