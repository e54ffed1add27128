-- expect: drop-index-without-concurrently
drop index orders_placed_at;
-- expect: drop-index-without-concurrently
DROP INDEX IF EXISTS sales.orders_number;
