-- engine: mariadb:10.11
-- rows: orders=5000
alter table orders modify total decimal(20,4);
alter table customers modify total decimal(20,4);
