create table customers (
    id integer primary key,
    email varchar(100) not null unique,
    name text
);
create table orders (
    id integer primary key,
    customer_id bigint not null references customers (id),
    note text,
    quantity int not null default 1 check (quantity between 1 and 1000)
);
