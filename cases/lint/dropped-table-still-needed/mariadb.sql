-- engine: mariadb
create table users (id bigint primary key, name text);
create table orders (id bigint primary key, user_id bigint, foreign key (user_id) references users (id));
create view names as select name from users;
-- expect: dropped-table-still-needed
drop table users;
create table bills (id bigint primary key, order_id bigint, foreign key (order_id) references orders (id));
alter table bills drop foreign key bills_ibfk_1;
drop table orders;
create table parts (id bigint primary key);
create table wheels (id bigint primary key, part_id bigint, foreign key (part_id) references parts (id));
set foreign_key_checks = 0;
drop table parts;
