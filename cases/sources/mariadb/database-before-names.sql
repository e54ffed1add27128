-- table orders
-- expect note rows-left-out
-- MariaDB dump 10.19  Distrib 10.11.6-MariaDB, for debian-linux-gnu (x86_64)
-- Host: localhost    Database: shop
-- The dump names its database before sequences, and people do before tables; the alias shop is another thing.
CREATE SEQUENCE `order_number` start with 1 minvalue 1 maxvalue 9223372036854775806 increment by 1 cache 1000 nocycle ENGINE=InnoDB;
CREATE TABLE `orders` (
  `number` bigint(20) NOT NULL DEFAULT nextval(`shop`.`order_number`),
  PRIMARY KEY (`number`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO `orders` VALUES (1);
create view counts as select count(*) as n, 'shop.orders' as of from shop.orders;
create view numbers as select shop.number from orders shop;
