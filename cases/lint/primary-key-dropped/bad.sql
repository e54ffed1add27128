-- engine: mariadb:10.11
-- expect: primary-key-dropped
alter table orders drop primary key;
