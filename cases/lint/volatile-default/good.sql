-- engine: postgresql:16
alter table orders add column state text not null default 'new';
alter table orders add column created_at timestamptz not null default now();
alter table orders add column due_on date default current_date + 30;
alter table orders add column token uuid;
alter table orders alter column token set default gen_random_uuid();
create table notes (id uuid primary key default gen_random_uuid());
alter table notes add column token uuid default gen_random_uuid();
create function zero() returns int language sql immutable return 0;
alter table orders add column n int default zero();
