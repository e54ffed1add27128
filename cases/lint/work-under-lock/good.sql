begin;
alter table orders add column shop text;
commit;
update orders set shop = 'main' where id < 1000;
begin;
create table t (a int);
update orders set shop = 'main' where id < 2000;
commit;
