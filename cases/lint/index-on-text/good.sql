-- engine: mysql:8.4
create table notes (id bigint primary key, body text);
create index notes_body on notes (body(100));
create fulltext index notes_words on notes (body);
