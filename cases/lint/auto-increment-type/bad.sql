-- engine: mysql:8.4
-- expect: auto-increment-type
create table notes (id bigint auto_increment primary key);
