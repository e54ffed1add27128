-- engine: postgresql:15
-- transaction: runner
-- expect: index-without-concurrently
create index orders_placed_at on orders (placed_at);
