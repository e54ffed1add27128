-- engine: mariadb
alter table orders add column place int, algorithm=instant;
begin;
create temporary table chosen (id int primary key);
update orders set note = '' where id = 1;
commit;
