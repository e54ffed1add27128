create table t (a int, b int, c int, d int, e int, f int, g int, h int, i int, j int, k int);
create index ia on t (a);
create index ib on t (b);
create index ic on t (c);
create index id on t (d);
create index ie on t (e);
create index if_ on t (f);
create index ig on t (g);
create index ih on t (h);
create index ii on t (i);
create index ij on t (j);
-- expect: many-indexes
create index ik on t (k);
