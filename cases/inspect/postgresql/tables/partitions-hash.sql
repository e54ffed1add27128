create table a (id bigint, t text) partition by hash (id, t);
create table a_0 partition of a for values with (modulus 2, remainder 0);
create table a_1 partition of a for values with (modulus 2, remainder 1);
