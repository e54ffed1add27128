set session_replication_role = replica;
alter table orders disable trigger orders_touched;
alter table orders enable trigger orders_touched;
reset session_replication_role;
set local session_replication_role = replica;
