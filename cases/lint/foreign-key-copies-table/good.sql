-- engine: mariadb:10.11
create table t (a bigint primary key, foreign key (a) references customers (id));
