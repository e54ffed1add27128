-- seed: --rows t=100
create table t (id integer primary key autoincrement, q integer not null check (q > 0), p integer not null check (p > 0), total integer generated always as (q * p) stored check (total < 10000), label text as (lower('x' || q)) virtual);
