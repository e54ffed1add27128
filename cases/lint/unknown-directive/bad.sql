-- expect: unknown-directive
-- dbwright:no-transation
create index concurrently i on t (a);
-- expect: unknown-directive
-- dbwright:transaction maybe
select 1;
