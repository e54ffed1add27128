begin;
alter table orders add column shop text;
-- expect: work-under-lock
update orders set shop = 'main' where id < 1000;
commit;
