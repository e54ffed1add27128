begin;
-- expect: not-allowed-in-transaction
create index concurrently i on orders (a);
commit;
-- expect: not-allowed-in-transaction
do $$ begin vacuum orders; end $$;
