drop index concurrently orders_placed_at;
create table t (a int);
create index i on t (a);
drop index i;
