-- expect: autovacuum-off
alter table orders set (autovacuum_enabled = false);
