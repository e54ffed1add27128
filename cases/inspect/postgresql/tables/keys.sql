create table a (x integer, y integer, z integer, constraint a_key primary key (y, x) include (z) with (fillfactor = 60));
create table b (x integer constraint b_x unique deferrable initially deferred, y integer constraint b_y unique deferrable, z integer);
alter table b add constraint b_yz unique (y, z) include (x);
create table c (x integer primary key deferrable, y integer unique with (fillfactor = 50, deduplicate_items = off));
alter table c cluster on c_pkey;
create table "D" ("X" integer, primary key ("X"));
