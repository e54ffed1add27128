set role app_owner;
create table notes (id bigint primary key);
