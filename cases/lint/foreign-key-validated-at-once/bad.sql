-- expect: foreign-key-validated-at-once
alter table orders add constraint orders_customer_fk foreign key (customer_id) references customers (id);
