create table notes (id bigint primary key, stars int not null default 0, other int);
