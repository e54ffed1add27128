-- has: primary key (id)
create table t (id integer primary key, a text) without rowid;
