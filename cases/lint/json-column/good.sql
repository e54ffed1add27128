alter table orders add column extra jsonb;
create table notes (id bigint primary key, body jsonb not null);
