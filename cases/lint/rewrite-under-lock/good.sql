alter table customers add column note text;
alter table orders alter column total type numeric(20, 4);
