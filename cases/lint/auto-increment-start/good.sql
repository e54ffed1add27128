-- engine: mariadb
create table notes (id bigint auto_increment primary key) auto_increment=1;
