-- engine: mariadb:10.11
alter table orders add column note text, algorithm=instant;
