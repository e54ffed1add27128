-- has: using rtree
create virtual table place using rtree (id, min_x, max_x, min_y, max_y, +name text);
create virtual table place_i using rtree_i32 (id, min_x, max_x);
create table place_notes (id integer primary key);
