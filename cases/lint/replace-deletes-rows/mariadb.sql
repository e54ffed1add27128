-- engine: mariadb
-- file: V1__t.sql
-- earlier
create table orders (id bigint unsigned auto_increment primary key, total int);
create table `lines` (id bigint unsigned auto_increment primary key, order_id bigint unsigned, foreign key (order_id) references orders (id) on delete set null);
-- file: V2__t.sql
-- expect: replace-deletes-rows
replace into orders (id, total) values (1, 5);
