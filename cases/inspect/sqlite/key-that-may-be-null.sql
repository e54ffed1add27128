-- has: a text
create table t (a text primary key, b);
create table u (a text, b text, primary key (a, b));
