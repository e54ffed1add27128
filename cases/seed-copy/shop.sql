-- A shop in which people appear in many places: a natural key that others refer to, a copy of an address, a cycle, a table that refers to itself.
create table countries (code char(2) primary key, name varchar(60) not null);
create table shops (id int primary key, name varchar(60) not null, country char(2) not null references countries (code), best_customer varchar(80));
create table customers (
    email varchar(80) primary key, first_name varchar(40) not null, last_name varchar(40) not null, phone varchar(20) unique,
    born date, country char(2) not null references countries (code), shop_id int not null references shops (id),
    recruited_by varchar(80) references customers (email), tax_id varchar(20)
);
create table orders (
    id bigint primary key, customer_email varchar(80) not null references customers (email), shop_id int not null references shops (id),
    placed_at timestamp not null, shipped_at timestamp, total decimal(12, 2) not null, recipient_name varchar(80), contact_email varchar(80)
);
create table items (order_id bigint not null references orders (id), line int not null, product_id int not null, quantity int not null, primary key (order_id, line));
create table products (id int primary key, title varchar(80) not null);
create table messages (id bigint primary key, sender varchar(80) not null references customers (email), receiver varchar(80) references customers (email), body varchar(400) not null);
create table settings (name varchar(40) primary key, setting varchar(200));
alter table shops add foreign key (best_customer) references customers (email);
alter table items add foreign key (product_id) references products (id);
