-- expect: drop-index-without-concurrently
drop index concurrently orders_placed_at;
-- expect: drop-index-without-concurrently
DROP INDEX CONCURRENTLY IF EXISTS sales.orders_number;
