-- expect-unsatisfiable: check t_list, check t_not
create table t (id int primary key, s text not null, constraint t_list check (s in ('a', 'b')), constraint t_not check (s <> 'a' and s <> 'b'), constraint t_long check (length(s) < 5));
