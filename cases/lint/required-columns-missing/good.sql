create table notes (id bigint primary key, created_at timestamptz, updated_at timestamptz);
