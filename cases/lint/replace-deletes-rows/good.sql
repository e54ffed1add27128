-- engine: sqlite
-- file: V1__t.sql
-- earlier
create table orders (id integer primary key, total integer);
create table lines (id integer primary key, order_id integer references orders (id) on delete cascade);
create table notes (id integer primary key, body text);
create index lines_order on lines (order_id);
-- file: V2__t.sql
insert into orders (id, total) values (1, 5) on conflict (id) do update set total = excluded.total;
insert or replace into notes (id, body) values (1, 'x');
pragma foreign_keys = off;
insert or replace into orders (id, total) values (1, 5);
