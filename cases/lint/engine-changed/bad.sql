-- engine: mariadb:10.11
-- allow: engine-without-transactions
-- expect: engine-changed
alter table orders engine = Aria;
