create table notes (code text);
