-- engine: mariadb:10.11
alter table orders default character set utf8mb4;
