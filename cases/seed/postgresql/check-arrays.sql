-- seed: --rows t=300
create table t (id int primary key, tags text[] not null check (cardinality(tags) between 2 and 6), scores int[] check (array_length(scores, 1) = 3), roles text[] not null check (roles <@ array['admin', 'editor', 'viewer']), small int[] not null check (0 <= all (small)));
