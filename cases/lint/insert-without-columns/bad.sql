create table notes (id bigint primary key, body text);
-- expect: insert-without-columns
insert into notes values (1, 'a');
-- expect: insert-without-columns
insert into orders values (1, 'a');
