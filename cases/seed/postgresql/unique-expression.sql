-- seed: --rows t=100 --rows days=200
create table t (id int primary key, first_name text not null, last_name text not null);
create unique index full_name on t ((first_name || ' ' || last_name));
create table days (id int primary key, at timestamptz not null, room int not null check (room between 1 and 5));
create unique index one_a_day on days (room, (date_trunc('day', at at time zone 'UTC')));
