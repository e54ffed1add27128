-- engine: mariadb:10.11
alter table orders add system versioning;
