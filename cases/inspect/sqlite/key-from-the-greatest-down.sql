-- has: id integer primary key desc
-- The first is an index and may be null; the second is the address of the row whatever its order.
create table t (id integer primary key desc, a text);
create table u (id integer, a text, primary key (id desc));
