-- engine: mariadb:10.11
-- expect: primary-key-rebuilds-table
alter table orders add primary key (id);
