-- engine: postgresql:16
-- file: V1__tables.sql
-- earlier
create table orders (id int primary key, code varchar(20), cc char(2), net numeric(10,2), tags varchar(5)[], at timestamp, body text);
-- file: V2__types.sql
-- expect: type-change-rewrites
alter table orders alter column id type bigint;
-- expect: type-change-rewrites
alter table orders alter code type varchar(10);
-- expect: type-change-rewrites
alter table orders alter cc type char(3);
-- expect: type-change-rewrites
alter table orders alter cc type text;
-- expect: type-change-rewrites
alter table orders alter net type numeric(12,4);
-- expect: type-change-rewrites
alter table orders alter body type varchar(50);
-- expect: type-change-rewrites
alter table orders alter tags type text[];
-- expect: type-change-rewrites
alter table orders alter code type text using upper(code);
-- expect: type-change-rewrites
alter table orders alter code set data type int using code::int;
