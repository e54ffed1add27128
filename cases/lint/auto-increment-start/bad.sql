-- engine: mariadb
-- expect: auto-increment-start
create table notes (id bigint auto_increment primary key) auto_increment=4711;
