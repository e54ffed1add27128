create table notes (title varchar(200));
