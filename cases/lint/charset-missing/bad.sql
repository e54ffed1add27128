-- engine: mariadb
-- expect: charset-missing
create table notes (id bigint primary key, body text);
