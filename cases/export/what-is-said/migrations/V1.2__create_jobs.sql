create table jobs (id integer primary key, state text);
