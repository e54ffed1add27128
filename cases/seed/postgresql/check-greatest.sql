-- seed: --rows t=300
create table t (id int primary key, a int not null, b int not null, check (greatest(a, b) <= 100 and least(a, b) >= 10), check (abs(a - b) <= 20), check (a <> b));
