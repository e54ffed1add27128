-- expect: serial-column
create table notes (id bigserial primary key);
