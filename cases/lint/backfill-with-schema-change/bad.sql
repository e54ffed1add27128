begin;
alter table orders add column status text;
-- expect: backfill-with-schema-change
update orders set status = state where status is null;
commit;
