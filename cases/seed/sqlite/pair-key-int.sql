-- seed: --rows orders=1500 --rows items=4000 --rows products=300
create table orders (id bigint primary key); create table products (id int primary key, title varchar(80) not null);
create table items (order_id bigint not null references orders (id), line int not null, product_id int not null, quantity int not null, primary key (order_id, line));
