-- engine: mariadb
-- expect: definer-named
create view v as select 1 as a;
