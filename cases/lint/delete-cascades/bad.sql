-- expect: delete-cascades
create table notes (order_id bigint references orders (id) on delete cascade);
