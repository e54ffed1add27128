-- expect: index-with-many-columns
create index concurrently i on orders (a, b, c, d, e, f);
