alter table orders rename column code to number;
