-- engine: mariadb:10.11
-- expect: partitioning-copies
alter table events partition by hash (id) partitions 4;
-- expect: partitioning-copies
alter table events remove partitioning;
