-- engine: mariadb
alter table orders modify state varchar(20) not null;
