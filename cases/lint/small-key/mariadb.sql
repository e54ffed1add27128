-- engine: mariadb:10.11
-- expect: small-key
create table notes (id int(11) unsigned not null auto_increment primary key);
