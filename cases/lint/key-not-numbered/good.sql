-- engine: sqlite
create table orders (id integer primary key, note text);
create table codes (id int primary key, note text) without rowid;
create table strict_codes (id int primary key, note text) strict;
