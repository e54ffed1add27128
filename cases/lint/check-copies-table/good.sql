-- engine: mariadb:10.11
alter table orders add column total decimal(10,2) check (total >= 0);
