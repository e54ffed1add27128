create table a (x text, y integer, z integer, w integer);
alter table a alter x set statistics 500, alter y set statistics 0, alter z set (n_distinct = -0.5, n_distinct_inherited = 100);
alter table a alter w set (n_distinct = 5);
