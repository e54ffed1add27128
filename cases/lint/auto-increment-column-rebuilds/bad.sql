-- engine: mariadb:10.11
-- expect: auto-increment-column-rebuilds
alter table orders add column n bigint auto_increment unique;
