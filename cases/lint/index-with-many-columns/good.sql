create index concurrently i on orders (a, b, c);
create unique index concurrently j on orders (a, b, c, d, e, f);
