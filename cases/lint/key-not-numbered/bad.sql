-- engine: sqlite
-- expect: key-not-numbered
create table orders (id int primary key, note text);
-- expect: key-not-numbered
create table lines (id integer primary key desc, note text);
-- expect: key-not-numbered
create table places (id bigint primary key autoincrement, note text);
