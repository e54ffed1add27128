-- expect: required-columns-missing
create table notes (id bigint primary key);
