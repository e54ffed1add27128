-- engine: postgresql:16
-- file: V1__tables.sql
-- earlier
create table orders (id int primary key, code text unique, note text);
-- file: V2__types.sql
alter table orders alter note type text collate "C";
alter table orders alter code type text;
