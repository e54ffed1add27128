create table if not exists labels (
    order_id bigint not null references orders (id),
    label varchar(30) not null,
    primary key (order_id, label)
);
