begin;
alter table orders add constraint c check (total >= 0) not valid;
-- expect: validated-in-same-transaction
alter table orders validate constraint c;
commit;
