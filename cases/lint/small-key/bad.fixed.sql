-- expect: small-key
create table notes (id bigserial primary key, body text);
-- expect: small-key
create table lines (id bigint generated always as identity, primary key (id));
