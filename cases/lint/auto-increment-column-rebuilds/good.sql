-- engine: mariadb:10.11
alter table orders add column n bigint;
create table t (a int);
alter table t add column n bigint auto_increment unique;
