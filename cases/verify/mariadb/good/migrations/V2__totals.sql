alter table orders add column total numeric(12, 2);
update orders set total = quantity * 9.99;
