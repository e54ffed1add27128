-- engine: mariadb:10.11
-- file: V0001__orders.sql
-- earlier
create table orders (id bigint primary key) engine=InnoDB;
create table notes (id bigint primary key) engine=MyISAM;
-- file: V0002__rebuild.sql
alter table orders engine = innodb;
-- expect: engine-changed
alter table notes engine = innodb;
