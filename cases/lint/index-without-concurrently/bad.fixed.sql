-- engine: postgresql:15
-- expect: index-without-concurrently
create index concurrently orders_placed_at on orders (placed_at);
-- expect: index-without-concurrently
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS orders_number ON sales.orders (number);
