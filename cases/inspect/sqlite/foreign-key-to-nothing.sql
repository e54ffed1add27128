-- has: references missing
create table t (id integer primary key, a integer references missing, b integer references missing_too (id));
