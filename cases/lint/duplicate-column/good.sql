create table notes (id bigint, title text);
update notes set title = 'a', id = 2 where id = 1;
