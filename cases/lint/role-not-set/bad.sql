-- expect: role-not-set
create table notes (id bigint primary key);
