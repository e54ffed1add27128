-- engine: mariadb:10.11
alter table orders algorithm=instant, add column a int;
alter table orders engine=aria;
