-- engine: mariadb
create table orders (id bigint primary key, user_id bigint, total int);
create table users (id bigint primary key, name text);
update orders, users set name = 'a' where user_id = users.id;
update orders join users on user_id = users.id set name = 'a';
-- expect: unknown-object
update orders set name = 'a';
