create unlogged table a (x integer) with (fillfactor = 70, autovacuum_enabled = off);
create table b (x text) with (toast.autovacuum_vacuum_threshold = 100, autovacuum_vacuum_scale_factor = 0.05, toast_tuple_target = 256);
create table "Odd name" ("Odd column" integer, "select" text default 'it''s') with (parallel_workers = 4);
create table nothing ();
