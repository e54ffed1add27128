create table customers (
    id bigint not null auto_increment primary key,
    name varchar(80) not null,
    status enum('active', 'suspended') not null default 'active'
);
create table orders (
    id bigint not null auto_increment primary key,
    customer_id bigint not null,
    total int not null,
    placed_at datetime(6) not null,
    constraint fk_orders_customers foreign key (customer_id) references customers (id)
);
