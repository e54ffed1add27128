-- A function of the engine that dbwright does not compute itself.
create table words (id bigint primary key, word varchar(40) not null, check (soundex(word) < 'M'));
