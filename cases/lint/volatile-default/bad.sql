-- engine: postgresql:16
-- expect: volatile-default
alter table orders add column token uuid default gen_random_uuid();
-- expect: volatile-default
alter table orders add column seen_at timestamptz not null default clock_timestamp();
-- expect: volatile-default
alter table orders
    add column a int default 1,
    add column b double precision default random() * 10;
create function next_code() returns text language sql as 'select md5(random()::text)';
-- expect: volatile-default
alter table orders add column code text default next_code();
