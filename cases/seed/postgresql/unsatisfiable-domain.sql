-- expect-unsatisfiable: check small, check t_big
create domain small as int constraint small check (value < 10);
create table t (id int primary key, a small not null, constraint t_big check (a > 100));
