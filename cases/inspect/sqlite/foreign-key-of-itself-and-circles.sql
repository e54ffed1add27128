-- has: references b
create table a (id integer primary key, b integer references b, parent integer references a);
create table b (id integer primary key, a integer references a (id));
