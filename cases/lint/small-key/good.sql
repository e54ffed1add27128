create table notes (id bigserial primary key, n int);
create table lines (id int primary key);
