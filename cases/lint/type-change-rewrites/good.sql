-- engine: postgresql:16
-- file: V1__tables.sql
-- earlier
create table orders (id int primary key, code varchar(20), net numeric(10,2), at timestamp(3), ip cidr, body text, at2 timestamptz);
-- file: V2__types.sql
alter table orders alter code type varchar(40);
alter table orders alter code type character varying;
alter table orders alter code type text using code::text;
alter table orders alter body type varchar;
alter table orders alter net type numeric(12,2);
alter table orders alter net type decimal;
alter table orders alter at type timestamp(6);
alter table orders alter ip type inet;
alter table orders alter id type int4;
create table notes (id int);
alter table notes alter id type bigint;
