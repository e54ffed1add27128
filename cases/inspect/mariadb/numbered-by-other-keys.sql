create table by_index (n int not null auto_increment, a int, key by_n (n, a));
create table by_unique (n bigint unsigned not null auto_increment unique, a int primary key);
create table by_second (grp int not null, n int not null auto_increment, primary key (grp, n)) engine = myisam;
create table by_serial (s serial, x int) auto_increment = 42;
-- has: index by_n (n, a)
