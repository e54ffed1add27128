create table a (x integer, y integer, t text);
create index a_fill on a (x) with (fillfactor = 80);
create index a_expr on a ((x + y), (y - x), lower(t));
alter index a_expr alter column 1 set statistics 300, alter column 3 set statistics 0;
create index a_cluster on a (y) include (t, x);
alter table a cluster on a_cluster;
create unique index a_unique on a (x, y) where t = 'a' or t like 'b%';
