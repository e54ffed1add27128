-- engine: mariadb:10.11
create table t (a text);
create fulltext index i on t (a);
create index j on notes (created_at);
