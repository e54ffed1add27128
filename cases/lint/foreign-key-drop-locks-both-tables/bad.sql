-- file: V1__t.sql
-- earlier
create table customers (id bigint primary key);
create table orders (id bigint primary key, customer_id bigint, constraint orders_customer_fk foreign key (customer_id) references customers);
create table notes (id bigint primary key, customer_id bigint references customers);
-- file: V2__t.sql
-- expect: foreign-key-drop-locks-both-tables
alter table orders drop constraint orders_customer_fk;
-- expect: foreign-key-drop-locks-both-tables
drop table notes;
