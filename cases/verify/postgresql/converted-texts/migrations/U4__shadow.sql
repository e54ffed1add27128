alter table orders drop column numbered;
