-- engine: mariadb
-- expect: write-with-limit
update orders set state = 'x' where state is null limit 100;
-- expect: write-with-limit
insert into samples (id) select id from orders where a = 1 order by rand() limit 10;
