-- engine: mysql:8.4
create table notes (id bigint primary key, body text);
-- expect: index-on-text
create index notes_body on notes (body);
