-- seed: --rows t=200
create table t (id int primary key, a int not null check (a between 1 and 30), b int not null check (b between 1 and 30), c int not null check (c between 1 and 30), unique (a, b), unique (b, c), unique (a, c));
