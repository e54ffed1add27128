-- expect: added-column-with-check
alter table orders add column stars int check (stars between 1 and 5);
