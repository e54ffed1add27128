-- engine: mysql:8.4
create table notes (id bigint unsigned auto_increment primary key);
