-- engine: mariadb
create table notes (at datetime default null, b date default '2020-01-01');
