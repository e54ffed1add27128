-- engine: postgresql:18
create unique index concurrently i on orders (a) nulls not distinct;
