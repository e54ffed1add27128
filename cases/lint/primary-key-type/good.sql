create table notes (id bigint primary key);
create table lines (id uuid, primary key (id));
create table pairs (a text, b text, primary key (a, b));
