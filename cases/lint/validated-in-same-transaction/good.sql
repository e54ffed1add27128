begin;
alter table orders add constraint c check (total >= 0) not valid;
commit;
alter table orders validate constraint c;
