create table t (id int auto_increment primary key, a tinyint unsigned not null, constraint wide check (a > 300));
-- expect-unsatisfiable: wide
