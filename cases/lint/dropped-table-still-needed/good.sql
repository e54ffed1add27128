-- allow: table-dropped
create table users (id bigint primary key, name text, boss bigint references users);
create table orders (id bigint primary key, user_id bigint references users);
create table bills (id bigint primary key, user_id bigint, constraint of_user foreign key (user_id) references users);
create view names as select name from users;
alter table orders drop constraint orders_user_id_fkey;
alter table bills drop constraint of_user;
drop view names;
drop table users;
create table parts (id bigint primary key);
create table wheels (id bigint primary key references parts);
create view everything as select * from parts;
drop table parts cascade;
drop table wheels;
create table a (id bigint primary key);
create table b (id bigint primary key references a);
drop table a, b;
