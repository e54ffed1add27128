-- engine: mariadb:10.11
-- measured: algorithm copy, stops writes
create table orders (id bigint primary key, note varchar(20));
-- expect: engine-disagrees
alter table orders add column placed_at datetime;
