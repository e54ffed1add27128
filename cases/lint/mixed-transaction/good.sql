set lock_timeout = '1s';
create index concurrently i on orders (a);
