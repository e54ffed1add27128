-- expect: table-without-primary-key
create table notes (body text);
