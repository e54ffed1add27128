-- engine: mariadb
create table notes (a datetime default now(), b datetime default now() on update now());
