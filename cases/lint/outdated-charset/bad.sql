-- engine: mariadb
-- expect: outdated-charset
create table notes (id bigint primary key, body text) default charset=utf8;
