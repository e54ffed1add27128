-- seed: --rows t=500
create table t (id int primary key, a int not null, b int not null, c int not null, d int not null, check (a < b and b < c and c < d), check (d <= 50), check (a >= 0));
