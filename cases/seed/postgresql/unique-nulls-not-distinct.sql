-- seed: --rows t=40
create table t (id int primary key, a int check (a between 1 and 9), b int check (b between 1 and 9), unique nulls not distinct (a, b));
