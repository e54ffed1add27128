create table notes (order_id bigint);
