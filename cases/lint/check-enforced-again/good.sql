-- engine: mysql:8.4
alter table orders alter check c not enforced;
