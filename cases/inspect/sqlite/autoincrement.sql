-- has: primary key autoincrement
create table t (id integer primary key autoincrement, a text);
create table u (id integer, a text, primary key (id autoincrement));
