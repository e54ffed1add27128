-- engine: mariadb
update orders set state = 'x' where id between 1 and 100;
