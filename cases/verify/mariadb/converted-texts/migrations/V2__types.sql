alter table orders modify ref uuid not null, modify amount int;
