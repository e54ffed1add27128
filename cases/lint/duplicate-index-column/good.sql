create index concurrently i on orders (customer_id, placed_at);
