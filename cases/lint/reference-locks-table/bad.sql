create table notes (
    id bigint primary key,
    -- expect: reference-locks-table
    customer_id bigint references customers
);
