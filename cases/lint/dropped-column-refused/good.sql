-- engine: sqlite
-- allow: column-dropped
-- file: V1__t.sql
-- earlier
create table orders (id integer primary key, customer integer, kind text check (kind <> ''), parent integer references orders (id), note text);
create index orders_customer on orders (customer);
-- file: V2__t.sql
drop index orders_customer;
alter table orders drop column customer;
alter table orders drop column kind;
alter table orders drop column parent;
alter table orders drop column note;
