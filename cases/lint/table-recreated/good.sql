create table if not exists notes (id bigint primary key);
