-- engine: sqlite
pragma foreign_keys = off;
begin;
pragma defer_foreign_keys = on;
create table orders (id integer primary key, note text);
commit;
pragma foreign_keys = on;
