-- expect-unsatisfiable: check t_ab, check t_bc, check t_ca
create table t (id int primary key, a int not null, b int not null, c int not null, d int not null, constraint t_ab check (a < b), constraint t_bc check (b < c), constraint t_ca check (c < a), constraint t_d check (d > a));
