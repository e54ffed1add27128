-- engine: mariadb:10.11
-- rows: orders=50000000
-- expect: large-table-altered
alter table orders modify total decimal(20,4);
