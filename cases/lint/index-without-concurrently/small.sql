-- engine: postgresql:15
-- rows: colours=40, orders=5000000
create index colours_name on colours (name);
-- expect: index-without-concurrently
create index orders_name on orders (name);
