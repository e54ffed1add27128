create table notes (id bigserial primary key);
alter table notes add column number bigserial;
alter table orders add column number bigint;
alter table orders alter column number set default nextval('orders_number_seq');
