-- expect: char-column
create table notes (code char(10));
