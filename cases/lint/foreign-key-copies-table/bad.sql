-- engine: mariadb:10.11
-- expect: foreign-key-copies-table
alter table orders add constraint f foreign key (customer_id) references customers (id);
set foreign_key_checks = 0;
-- expect: foreign-key-copies-table
alter table orders add constraint g foreign key (shop_id) references shops (id);
