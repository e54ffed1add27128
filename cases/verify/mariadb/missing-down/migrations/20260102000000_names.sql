-- migrate:up
alter table customers add column name varchar(100);
create index customers_email on customers (email);
