-- engine: postgresql:15
create index concurrently orders_placed_at on orders (placed_at);

-- nothing uses a table of this file yet
create table notes (id bigint primary key, body text);
create index notes_body on notes (body);

create temporary table scratch (id bigint);
create index on scratch (id);
