-- engine: mariadb
-- expect: zero-date
create table notes (at datetime not null default '0000-00-00 00:00:00');
