-- engine: mariadb:10.11
create table t (a point not null);
create spatial index i on t (a);
create index j on notes (created_at);
