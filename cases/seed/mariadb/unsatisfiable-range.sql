create table t (id int auto_increment primary key, a int not null check (a > 10), b int not null check (b < 5), constraint a_before_b check (a < b));
-- expect-unsatisfiable: a_before_b
