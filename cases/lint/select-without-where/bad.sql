-- expect: select-without-where
insert into notes (id) select id from orders;
