-- engine: mariadb:10.11
-- file: V1__t.sql
-- earlier
create table orders (id bigint primary key, total decimal(10,2) not null);
-- file: V2__m.sql
alter table orders modify total decimal(10,2) not null default 0;
