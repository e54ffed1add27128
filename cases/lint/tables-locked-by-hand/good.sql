-- engine: mariadb
alter table orders add column place int, algorithm=instant, lock=none;
unlock tables;
flush tables;
create table notes (id bigint unsigned auto_increment primary key);
lock tables notes write;
unlock tables;
