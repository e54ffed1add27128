-- engine: sqlite
create table orders (id integer primary key, note text);
create table others (id integer, note text, primary key (id));
create table codes (code text primary key) without rowid;
create table strict_codes (code text primary key) strict;
create table places (country text not null, number integer not null, primary key (country, number));
