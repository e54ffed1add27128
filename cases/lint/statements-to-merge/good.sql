alter table orders add column a int, add column b int;
alter table customers add column b int;
alter table customers add constraint c check (b > 0) not valid;
alter table customers validate constraint c;
