create table `order` (`select` int auto_increment primary key, `group by` varchar(20) not null unique, `from` date not null);
create table `Order Lines` (`key` int not null, `order` int not null, primary key (`key`, `order`), foreign key (`order`) references `order` (`select`), check (`key` > 0 and `key` < 50));
