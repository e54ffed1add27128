alter table orders add column status text;
update orders set status = state where id between 1 and 1000;
alter table orders drop column other;
