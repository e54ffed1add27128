-- engine: mariadb:10.11
alter table orders add primary key (id, region);
