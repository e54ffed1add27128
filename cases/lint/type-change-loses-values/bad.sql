-- engine: postgresql:16
-- file: V1__tables.sql
-- earlier
create table orders (id bigint primary key, code varchar(20), note text, net numeric(10,2));
-- file: V2__types.sql
-- expect: type-change-loses-values
alter table orders alter code type varchar(10);
-- expect: type-change-loses-values
alter table orders alter id type int;
-- expect: type-change-loses-values
alter table orders alter note type varchar(100);
-- expect: type-change-loses-values
alter table orders alter net type numeric(6,2);
