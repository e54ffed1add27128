-- engine: mariadb:10.11
-- file: V1__t.sql
-- earlier
create table orders (id int primary key, code varchar(20) character set latin1);
-- file: V2__t.sql
-- expect: charset-change-copies
alter table orders convert to character set utf8mb4;
-- expect: charset-change-copies
alter table orders modify code varchar(20) character set utf8mb4;
