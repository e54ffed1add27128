-- since: 18
create table a (x integer constraint given not null, y integer not null, z integer not null no inherit);
create table b (x integer);
alter table b add constraint b_x not null x not valid;
create table c (x integer, y integer constraint c_y not null) inherits (a);
create table d (id integer primary key, constraint d_id_other not null id);
