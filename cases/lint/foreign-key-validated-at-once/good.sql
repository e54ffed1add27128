alter table orders add constraint orders_customer_fk foreign key (customer_id) references customers (id) not valid;
create table notes (id bigint primary key, order_id bigint);
alter table notes add foreign key (order_id) references orders (id);
