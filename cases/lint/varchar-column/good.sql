create table notes (title text check (char_length(title) <= 100), body varchar);
