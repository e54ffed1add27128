-- has: /* never less */
create table t (a integer check (a > 0 -- never less
    ), b text default ('x' /* why */), c integer);
