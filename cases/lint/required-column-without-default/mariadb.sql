-- engine: mariadb:10.11
-- expect: required-column-without-default
alter table orders add column state varchar(10) not null;
alter table orders add column number int not null auto_increment unique;
