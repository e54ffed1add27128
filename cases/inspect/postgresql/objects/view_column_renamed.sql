create table t (id integer primary key, name text);
create view v as select id, name from t;
alter view v rename column name to title;
alter table t rename column name to label;
create view w as select title from v;
