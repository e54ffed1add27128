-- engine: mysql:8.4
create table notes (n int unsigned, b tinyint(1));
