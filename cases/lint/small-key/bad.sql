-- expect: small-key
create table notes (id serial primary key, body text);
-- expect: small-key
create table lines (id int generated always as identity, primary key (id));
