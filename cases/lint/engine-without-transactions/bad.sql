-- engine: mariadb
-- allow: engine-changed
-- expect: engine-without-transactions
create table notes (id bigint unsigned auto_increment primary key) engine=MyISAM;
-- expect: engine-without-transactions
alter table orders engine = Aria;
