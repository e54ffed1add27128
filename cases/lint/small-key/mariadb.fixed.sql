-- engine: mariadb:10.11
-- expect: small-key
create table notes (id bigint(11) unsigned not null auto_increment primary key);
