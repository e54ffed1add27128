-- transaction: runner
-- expect: nested-transaction
begin;
select 1;
-- expect: nested-transaction
commit;
