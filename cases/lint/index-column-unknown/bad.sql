create table orders (id bigint primary key, placed_at timestamptz);
-- expect: index-column-unknown
create index i on orders (placed_on);
