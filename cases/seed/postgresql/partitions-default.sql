-- seed: --rows t=200
create table t (id int not null, a int, primary key (id)) partition by range (id);
create table t1 partition of t for values from (1) to (50);
create table t2 partition of t default;
create table u (id int not null, k text, n int not null) partition by list (k);
create table u1 partition of u for values in ('x', null);
create table u2 partition of u for values in ('y', 'z');
