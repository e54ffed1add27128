-- seed: --rows u=30 --rows t=100
create table u (id integer primary key, name text not null);
create table t (id integer primary key, u_id integer not null references u (id), is_default integer not null check (is_default in (0, 1)), deleted_at text, title text not null);
create unique index one_default on t (u_id) where is_default = 1;
create unique index titles on t (lower(title)) where deleted_at is null;
