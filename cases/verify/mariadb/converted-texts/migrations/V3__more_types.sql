alter table orders change placed placed_at datetime, modify state enum('open', 'paid') not null;
