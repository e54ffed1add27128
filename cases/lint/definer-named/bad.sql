-- engine: mariadb
-- expect: definer-named
create definer=root@localhost view v as select 1 as a;
