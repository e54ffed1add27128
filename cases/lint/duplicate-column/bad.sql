-- expect: duplicate-column
create table notes (id bigint, title text, id int);
-- expect: duplicate-column
update notes set title = 'a', title = 'b' where id = 1;
-- expect: duplicate-column
insert into notes (id, id) values (1, 2);
