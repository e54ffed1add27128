-- engine: mariadb
-- expect: char-column
create table notes (code char(36), country char(2));
