-- engine: mysql:8.4
-- file: V1__t.sql
create table orders (id bigint primary key);
-- file: V2__t.sql
alter table orders add column d int;
