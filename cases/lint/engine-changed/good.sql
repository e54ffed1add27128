-- engine: mariadb:10.11
alter table orders comment = 'all orders';
