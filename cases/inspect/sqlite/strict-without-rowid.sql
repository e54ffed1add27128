-- has: ) strict, without rowid
create table t (a text primary key, b integer) without rowid, strict;
