-- engine: postgresql:14.9
create index concurrently i on orders (placed_at);
