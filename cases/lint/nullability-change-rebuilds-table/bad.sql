-- engine: mariadb:10.11
-- file: V1__t.sql
-- earlier
create table orders (id bigint primary key, total decimal(10,2));
-- file: V2__m.sql
-- expect: nullability-change-rebuilds-table
alter table orders modify total decimal(10,2) not null;
