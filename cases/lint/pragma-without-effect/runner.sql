-- engine: sqlite
-- transaction: runner
-- expect: pragma-without-effect
pragma foreign_keys = off;
create table orders (id integer primary key, note text);
