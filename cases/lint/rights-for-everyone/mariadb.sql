-- engine: mariadb
-- expect: rights-for-everyone
grant all privileges on *.* to 'shop'@'%';
grant usage on *.* to 'shop'@'%';
grant select, insert on shop.* to 'shop'@'%';
