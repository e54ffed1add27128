-- engine: mysql
-- expect: table-compression
create table notes (id bigint primary key) row_format=compressed;
