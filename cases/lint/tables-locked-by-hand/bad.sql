-- engine: mariadb
-- expect: tables-locked-by-hand
lock tables orders write;
unlock tables;
-- expect: tables-locked-by-hand
flush tables with read lock;
