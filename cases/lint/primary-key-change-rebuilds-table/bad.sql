-- engine: mariadb:10.11
-- expect: primary-key-change-rebuilds-table
alter table orders drop primary key, add primary key (id, region);
