-- fails 3:28 near ","
create table a (id integer);
create table b (id integer,, x text);
