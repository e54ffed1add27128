-- fails 3:1 relation "a" already exists | twice.sql:2:1
create table a (id int);
create table a (id int, b int);
