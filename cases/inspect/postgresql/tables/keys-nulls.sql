-- since: 15
create table a (x integer, y integer, constraint a_xy unique nulls not distinct (x, y));
create unique index a_y on a (y) nulls not distinct;
create unique index a_x on a (x) include (y) nulls not distinct where y > 0;
