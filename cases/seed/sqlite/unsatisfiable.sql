-- expect-unsatisfiable: not null of a
create table t (id integer primary key, a integer not null check (a > 10), b integer, check (a < 5));
