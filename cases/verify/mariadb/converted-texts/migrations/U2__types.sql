alter table orders modify ref varchar(40) not null, modify amount varchar(40);
