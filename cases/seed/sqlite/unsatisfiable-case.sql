-- expect-unsatisfiable: not null of s
create table t (id integer primary key, s text not null check (s in ('a', 'b')), n integer not null check (n between 1 and 3), check (s = 'c' or n > 5));
