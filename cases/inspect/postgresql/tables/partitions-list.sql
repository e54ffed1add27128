create type kind as enum ('a', 'b');
create table t (k kind, s text collate "C", b boolean) partition by list (k);
create table t_a partition of t for values in ('a');
create table t_b partition of t for values in ('b', null);
create table u (s text, n integer) partition by list (lower(s) collate "C");
create table u_x partition of u for values in ('x', 'it''s', 'Default');
create table "U rest" partition of u default;
create table v (b boolean) partition by list (b);
create table v_true partition of v for values in (true);
