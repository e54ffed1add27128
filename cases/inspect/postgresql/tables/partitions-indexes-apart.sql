create table a (x integer, y integer) partition by range (x);
create table a_1 partition of a for values from (0) to (10);
create table a_2 partition of a for values from (10) to (20);
create index a_y on only a (y);
create index a_1_y on a_1 (y);
alter index a_y attach partition a_1_y;
