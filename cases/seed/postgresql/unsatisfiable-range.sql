-- expect-unsatisfiable: check t_low, check t_high, not null of a
create table t (id int primary key, a int not null, b int, constraint t_low check (a > 10), constraint t_high check (a < 5), constraint t_b check (b > 0));
