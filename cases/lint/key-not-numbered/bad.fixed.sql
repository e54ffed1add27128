-- engine: sqlite
-- expect: key-not-numbered
create table orders (id integer primary key, note text);
-- expect: key-not-numbered
create table lines (id integer primary key desc, note text);
-- expect: key-not-numbered
create table places (id integer primary key autoincrement, note text);
