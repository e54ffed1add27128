begin;
select 1;
-- expect: nested-transaction
begin;
commit;
-- expect: nested-transaction
commit;
