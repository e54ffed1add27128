alter table orders add constraint orders_placed_at_not_null check (placed_at is not null) not valid;
alter table orders validate constraint orders_placed_at_not_null;
alter table orders alter column placed_at set not null;
alter table orders drop constraint orders_placed_at_not_null;
