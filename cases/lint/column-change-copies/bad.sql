-- engine: mariadb:10.11
-- file: V1__t.sql
-- earlier
create table orders (id int primary key, code varchar(20), cc char(2), net decimal(10,2), at datetime);
-- file: V2__t.sql
-- expect: column-change-copies
alter table orders modify id bigint;
-- expect: column-change-copies
alter table orders modify code varchar(10);
-- expect: column-change-copies
alter table orders modify cc char(3);
-- expect: column-change-copies
alter table orders change net net decimal(12,2);
-- expect: column-change-copies
alter table orders modify at datetime(6);
