create table a (x integer, y text, z timestamptz);
create index a_1 on a (x desc, y);
create index a_2 on a (x desc nulls last, y nulls first, z asc nulls last);
create index a_3 on a (z desc nulls first);
