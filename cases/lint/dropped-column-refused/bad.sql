-- engine: sqlite
-- allow: column-dropped
-- file: V1__t.sql
-- earlier
create table orders (
    id integer primary key,
    code text unique,
    customer integer,
    total integer,
    twice integer as (total * 2),
    parent integer,
    kind text,
    foreign key (parent) references orders (id),
    check (kind <> '')
);
create index orders_customer on orders (customer);
create index orders_parent on orders (parent);
-- file: V2__t.sql
-- expect: dropped-column-refused
alter table orders drop column id;
-- expect: dropped-column-refused
alter table orders drop column code;
-- expect: dropped-column-refused
alter table orders drop column customer;
-- expect: dropped-column-refused
alter table orders drop column total;
-- expect: dropped-column-refused
alter table orders drop column parent;
-- expect: dropped-column-refused
alter table orders drop column kind;
