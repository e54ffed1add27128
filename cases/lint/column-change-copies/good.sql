-- engine: mariadb:10.11
-- file: V1__t.sql
-- earlier
create table orders (id int primary key, code varchar(20), net decimal(10,2));
-- file: V2__t.sql
alter table orders modify code varchar(60);
alter table orders modify net decimal(10,2) default 0;
create table notes (id int);
alter table notes modify id bigint;
