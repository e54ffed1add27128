create table a (id integer primary key);
create index concurrently a_id on a (id);
