create table hashed (id bigint not null auto_increment primary key, email varchar(100) not null) partition by hash (id) partitions 4;
create table keyed (a int not null, b int not null, primary key (a, b)) partition by key (b) partitions 3;
