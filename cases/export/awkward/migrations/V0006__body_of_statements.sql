create or replace function shout(value text) returns text language sql immutable begin atomic select upper(value); end;
create rule recent_once as on insert to recent do instead (select 1; select ';');
