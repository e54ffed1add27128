-- seed: --rows t=5 --rows c=40 --rows o=200
create table t (id integer primary key, name text not null);
create table c (t_id integer not null references t (id), id integer not null, primary key (t_id, id));
create table o (t_id integer not null, id integer not null, c_id integer not null, parent_id integer, primary key (t_id, id), foreign key (t_id, c_id) references c (t_id, id), foreign key (t_id, parent_id) references o (t_id, id));
