-- expect: reindex-without-concurrently
reindex index concurrently orders_placed_at;
-- expect: reindex-without-concurrently
REINDEX TABLE CONCURRENTLY orders;
