-- table t
create tablespace fast location '/mnt/ssd';
comment on database shop is 'x';
alter database shop set search_path = app;
grant connect on database shop to app;
create table t (id int);
vacuum t;
