-- engine: mariadb
-- expect: index-type
create index i on t (a) using hash;
