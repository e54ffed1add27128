create table item (id integer primary key, price numeric);
create function is_dear(i item) returns boolean language sql immutable as 'select i.price > 100';
create view dear as select id, is_dear(item) as dear from item where is_dear(item);
create function describe(d dear) returns text language sql immutable as 'select d.id::text';
