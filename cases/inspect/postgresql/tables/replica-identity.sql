create table a (id integer primary key);
alter table a replica identity full;
create table b (id integer);
alter table b replica identity nothing;
create table c (id integer not null, n integer not null unique);
create unique index c_id on c (id);
alter table c replica identity using index c_id;
create table d (id integer primary key, n integer not null constraint d_n unique);
alter table d replica identity using index d_n;
