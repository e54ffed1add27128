-- engine: mariadb
create table notes (id bigint unsigned auto_increment primary key) engine=InnoDB;
create temporary table scratch (id int primary key) engine=MEMORY;
