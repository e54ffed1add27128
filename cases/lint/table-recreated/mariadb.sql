-- engine: mariadb
-- expect: table-recreated
create or replace table notes (id bigint primary key);
