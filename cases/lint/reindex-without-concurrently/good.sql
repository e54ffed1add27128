reindex index concurrently orders_placed_at;
create table t (a int);
reindex table t;
