-- engine: mariadb:10.11
-- expect: engine-changed
alter table orders engine = Aria;
