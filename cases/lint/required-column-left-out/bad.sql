create table orders (id bigint primary key, user_id bigint not null, total int not null default 0, note text);
-- expect: required-column-left-out
insert into orders (id, note) values (1, 'a');
-- expect: required-column-left-out
-- expect: required-column-left-out
insert into orders (total) select 1;
