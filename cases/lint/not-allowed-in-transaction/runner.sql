-- transaction: runner
-- expect: not-allowed-in-transaction
create index concurrently i on orders (a);
