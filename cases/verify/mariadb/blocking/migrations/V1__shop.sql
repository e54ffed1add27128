create table customers (
    id bigint not null auto_increment primary key,
    email varchar(100) not null unique,
    name varchar(100)
);
create table orders (
    id bigint not null auto_increment primary key,
    customer_id bigint not null references customers (id),
    note varchar(100),
    quantity int not null default 1 check (quantity between 1 and 1000)
);
