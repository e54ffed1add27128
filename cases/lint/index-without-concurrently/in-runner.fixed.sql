-- dbwright:no-transaction
-- engine: postgresql:15
-- transaction: runner
-- expect: index-without-concurrently
create index concurrently orders_placed_at on orders (placed_at);
