alter table customers rename column email to mail;
alter table customers add column name text;
create index orders_customer on orders (customer_id);
