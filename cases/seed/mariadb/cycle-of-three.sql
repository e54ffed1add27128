set foreign_key_checks = 0;
create table a (id int primary key, b_id int not null unique, foreign key (b_id) references b (id));
create table b (id int primary key, c_id int not null, foreign key (c_id) references c (id));
create table c (id int primary key, a_id int, d date not null, foreign key (a_id) references a (id));
set foreign_key_checks = 1;
