-- engine: postgresql:16
-- file: V1__tables.sql
-- earlier
create table orders (id int primary key, code varchar(20), net numeric(10,2));
-- file: V2__types.sql
alter table orders alter code type varchar(40);
alter table orders alter id type bigint;
alter table orders alter net type numeric(12,2);
