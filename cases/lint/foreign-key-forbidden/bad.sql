-- expect: foreign-key-forbidden
create table notes (order_id bigint references orders (id));
