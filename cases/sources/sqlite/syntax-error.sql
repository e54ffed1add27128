-- fails 3:27 near "primry"
create table a (id integer);
create table b (id integer primry key);
