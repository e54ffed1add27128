create table a (x integer, y integer, z text) partition by range (x, y);
create table a_1 partition of a for values from (0, minvalue) to (10, maxvalue) partition by list (z);
create table a_1_a partition of a_1 for values in ('a') partition by hash (x);
create table a_1_a_0 partition of a_1_a for values with (modulus 1, remainder 0);
create table a_1_b partition of a_1 default;
create table e (x integer, y integer) partition by range ((x + y), y int4_ops);
create table e_1 partition of e for values from (1, 1) to (5, 5);
