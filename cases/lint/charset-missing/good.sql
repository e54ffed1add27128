-- engine: mariadb
create table notes (id bigint primary key, body text) charset=utf8mb4 collate=utf8mb4_bin;
create table pairs (a int primary key, b int);
