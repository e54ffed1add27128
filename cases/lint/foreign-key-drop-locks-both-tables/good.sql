-- file: V1__t.sql
-- earlier
create table customers (id bigint primary key);
create table orders (id bigint primary key, customer_id bigint, constraint orders_customer_fk foreign key (customer_id) references customers);
-- file: V2__t.sql
set lock_timeout = '2s';
alter table orders drop constraint orders_customer_fk;
