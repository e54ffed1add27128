-- engine: mysql:8.0
-- file: V1__t.sql
-- earlier
create table orders (id int(11) primary key, code varchar(20));
-- file: V2__t.sql
alter table orders modify code varchar(60);
-- expect: column-change-copies
alter table orders modify code varchar(100);
alter table orders modify id int;
