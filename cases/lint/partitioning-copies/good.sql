-- engine: mariadb:10.11
create table t (id int) partition by hash (id) partitions 4;
