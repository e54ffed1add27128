-- expect: foreign-key-validated-at-once
alter table orders add foreign key (customer_id) references customers;
