-- engine: mariadb
create table users (id bigint primary key);
create table orders (id bigint primary key, user_id bigint, key by_user (user_id));
create table items (id bigint primary key, user_id bigint, key by_user (user_id));
alter table orders add constraint by_user foreign key (user_id) references users (id);
alter table orders add column if not exists user_id bigint;
create index by_id on items (id);
create index by_id on orders (id);
-- expect: existing-object
create index by_id on orders (id, user_id);
drop index by_id on orders;
create index by_id on orders (id, user_id);
-- expect: existing-object
alter table orders add column ID int;
alter table items rename index by_id to by_key;
create index by_id on items (id);
use elsewhere;
create table orders (id bigint primary key);
