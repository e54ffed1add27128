-- seed: --rows t=600
create table t (id int primary key, a int, b int, check (coalesce(a, 0) + coalesce(b, 0) > 10), check (coalesce(a, b) < 100));
