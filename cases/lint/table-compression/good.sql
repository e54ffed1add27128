-- engine: mysql
create table notes (id bigint primary key) row_format=dynamic;
