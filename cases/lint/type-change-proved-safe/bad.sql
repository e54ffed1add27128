-- engine: postgresql:16
-- file: V1__tables.sql
-- earlier
create table orders (id bigint primary key, code varchar(20));
-- file: V2__types.sql
-- expect: type-change-proved-safe
alter table orders alter code type text;
