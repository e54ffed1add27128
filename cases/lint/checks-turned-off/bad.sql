-- expect: checks-turned-off
set session_replication_role = replica;
-- expect: checks-turned-off
alter table orders disable trigger all;
