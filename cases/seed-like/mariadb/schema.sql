-- Customers with orders.
create table customers (id bigint primary key, email varchar(80) not null unique, country varchar(40) not null, segment varchar(40),
    key customers_country (country), key customers_segment (segment));
create table orders (id bigint primary key, customer_id bigint not null, status varchar(20) not null, total decimal(12, 2) not null,
    placed_at datetime not null, foreign key (customer_id) references customers (id),
    key orders_status (status), key orders_placed (placed_at), key orders_total (total));
