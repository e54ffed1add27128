create schema app;
create function app.total(a integer) returns integer language sql immutable as 'select a';
create function app.total(a integer, b integer default 2) returns integer language sql immutable as 'select a + b';
create function app.total(variadic list integer[]) returns bigint language sql stable as $$ select sum(x) from unnest(list) x $$;
comment on function app.total(integer, integer) is 'Of two';
comment on function app.total(integer) is 'Of one';
create function app.total(text) returns text language plpgsql as $body$ begin return $1 || '$$'; end $body$;
