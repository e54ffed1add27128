-- engine: sqlite
create table orders (id integer primary key, code text not null, note text);
insert into orders (code) values ('a');
-- expect: required-column-left-out
insert into orders (note) values ('a');
