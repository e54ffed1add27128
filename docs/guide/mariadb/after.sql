create table customers (
    id bigint not null auto_increment primary key,
    name varchar(200) not null,
    phone varchar(16),
    status enum('active', 'suspended', 'closed') not null default 'active'
);
create table orders (
    id bigint not null auto_increment primary key,
    customer_id bigint not null,
    total bigint not null,
    placed_at datetime(6) not null,
    constraint fk_orders_customers foreign key (customer_id) references customers (id),
    index idx_orders_placed_at (placed_at)
);
