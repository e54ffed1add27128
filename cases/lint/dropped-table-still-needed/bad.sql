create table users (id bigint primary key, name text);
create table orders (id bigint primary key, user_id bigint references users);
create view names as select name from users;
create view short as select left(name, 3) from names;
-- expect: dropped-table-still-needed
-- expect: dropped-table-still-needed
drop table users;
create table parts (id bigint primary key);
create view everything as select * from parts;
-- expect: dropped-table-still-needed
drop table if exists parts;
create view again as select 1 as one;
create view and_again as select one from again;
-- expect: dropped-table-still-needed
drop view again;
