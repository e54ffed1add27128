-- expect-unsatisfiable: check t_long
create table t (id int primary key, s varchar(5) not null, constraint t_long check (length(s) > 10));
