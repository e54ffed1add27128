-- account: role if not exists reader
-- account: user if not exists clerk@'%' account lock
-- account: user if not exists 'odd name'@'10.0.0.%' account lock
create table orders (id int primary key, total int, note text);
create table items (id int primary key);
grant select on orders to reader;
grant select, insert, update, delete on orders to clerk@'%' with grant option;
grant references, index, alter, trigger on items to 'odd name'@'10.0.0.%';
grant delete history, show view, create view on items to clerk@'%';
grant usage on items to reader;
-- has: grant select on table orders to `reader`
-- has: grant delete, grant option, insert, select, update on table orders to `clerk`@`%`
-- has: to `odd name`@`10.0.0.%`
-- has: grant create view, delete history, show view on table items to `clerk`@`%`
-- not: on table items to `reader`
