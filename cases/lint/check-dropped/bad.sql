-- engine: mariadb:10.11
-- expect: check-dropped
alter table orders drop check ck;
