-- engine: mariadb:10.11
-- file: V1__tables.sql
-- earlier
create table orders (id int unsigned primary key, code varchar(20));
-- file: V2__types.sql
-- expect: type-change-loses-values
alter table orders modify id int not null;
-- expect: type-change-loses-values
alter table orders modify code varchar(10);
alter table orders modify code varchar(40);
