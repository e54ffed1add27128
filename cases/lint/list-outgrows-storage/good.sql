-- engine: mariadb:10.11
-- file: V1__t.sql
-- earlier
create table orders (id int primary key, flags set('a', 'b', 'c', 'd', 'e', 'f', 'g'));
-- file: V2__t.sql
alter table orders modify flags set('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
