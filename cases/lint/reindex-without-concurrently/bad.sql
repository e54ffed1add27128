-- expect: reindex-without-concurrently
reindex index orders_placed_at;
-- expect: reindex-without-concurrently
REINDEX TABLE orders;
