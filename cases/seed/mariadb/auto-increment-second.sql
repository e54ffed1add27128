create table order_lines (order_id int not null, line int not null auto_increment, text varchar(30) not null, primary key (order_id, line), key (line));
create table plain (n bigint unsigned not null auto_increment unique, note varchar(20));
