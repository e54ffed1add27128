-- has: ) without rowid
create table t (a text, b integer, c text, primary key (a, b)) without rowid;
