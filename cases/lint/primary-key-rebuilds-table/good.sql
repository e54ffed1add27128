-- engine: mariadb:10.11
create table t (a int);
alter table t add primary key (a);
