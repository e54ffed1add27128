create table notes (
    id bigint primary key,
    -- expect: foreign-key-without-index
    order_id bigint references orders (id)
);
