-- engine: mariadb
create index i on t (a) using btree;
create index j on t (a);
