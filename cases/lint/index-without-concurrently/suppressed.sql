-- engine: postgresql:15
-- dbwright:ignore index-without-concurrently - a quiet night
create index a on orders (a);
-- squawk-ignore require-concurrent-index-creation
create index b on orders (b);
-- atlas:nolint PG101
create index c on orders (c);
-- atlas:nolint concurrent_index
create index d on orders (d);
-- eugene: ignore E6
create index e on orders (e);
create index f on orders (f); -- dbwright:ignore squawk:require-concurrent-index-creation
-- expect: index-without-concurrently
create index g on orders (g);
