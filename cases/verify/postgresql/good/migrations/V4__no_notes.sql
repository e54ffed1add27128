-- data-loss: the notes of orders, which nobody reads since May
alter table orders drop column note;
