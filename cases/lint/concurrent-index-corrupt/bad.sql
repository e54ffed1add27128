-- engine: postgresql:14.2
-- expect: concurrent-index-corrupt
create index concurrently i on orders (placed_at);
-- expect: concurrent-index-corrupt
reindex index concurrently i;
