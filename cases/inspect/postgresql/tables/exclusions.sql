create table a (room integer, during tsrange, constraint a_free exclude using gist (during with &&));
create table b (p point, c circle, x int4range, constraint b_c exclude using gist (c with &&) where (x is not null) deferrable initially deferred);
create table c (x integer, constraint "C x" exclude (x with =) with (fillfactor = 70));
create table d (x text, constraint d_x exclude using hash (lower(x) with =));
create table e (r int4range, t text, constraint e_r exclude using gist (r range_ops with &&) include (t));
