-- allow: table-dropped
drop table if exists notes;
-- expect: table-recreated
create table notes (id bigint primary key);
