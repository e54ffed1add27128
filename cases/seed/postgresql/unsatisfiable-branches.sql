-- expect-unsatisfiable: check t_either, check t_range
create table t (id int primary key, a int not null, constraint t_either check (a < 0 or a > 100), constraint t_range check (a between 10 and 20));
