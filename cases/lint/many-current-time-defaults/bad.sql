-- engine: mariadb
-- expect: many-current-time-defaults
create table notes (a datetime default now(), b datetime default current_timestamp, c timestamp default now());
