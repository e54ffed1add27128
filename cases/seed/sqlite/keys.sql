-- seed: --rows a=50 --rows b=100 --rows ab=300
create table a (id integer primary key, email text not null unique collate nocase);
create table b (id integer primary key, parent_id integer references b (id), name text not null, unique (parent_id, name));
create table ab (a_id integer not null references a (id), b_id integer not null references b (id), note text, primary key (a_id, b_id)) without rowid;
create table single (a_id integer primary key references a (id), v text);
