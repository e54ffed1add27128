-- expect: nullable-column
create table notes (title text);
