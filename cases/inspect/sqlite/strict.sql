-- has: ) strict
create table t (a int, b integer, c real, d text, e blob, f any) strict;
