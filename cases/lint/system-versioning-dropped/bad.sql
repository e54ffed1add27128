-- engine: mariadb:10.11
-- expect: system-versioning-dropped
alter table orders drop system versioning;
