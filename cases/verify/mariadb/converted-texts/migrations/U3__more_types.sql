alter table orders change placed_at placed varchar(40), modify state varchar(40) not null;
