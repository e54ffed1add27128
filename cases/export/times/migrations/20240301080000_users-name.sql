-- migrate:up
create or replace function shout(value text) returns text language sql immutable begin atomic select upper(value); end;

-- migrate:down
drop function shout(text);
