-- engine: mariadb
alter table orders add column place int, algorithm=instant, lock=none;
unlock tables;
flush tables;
