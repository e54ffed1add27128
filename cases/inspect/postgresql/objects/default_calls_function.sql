create function next_code() returns text language plpgsql as $$ begin return 'A'; end $$;
create function is_code(text) returns boolean language sql immutable as $$ select $1 ~ '^A' $$;
create table coded (code text primary key default next_code() check (is_code(code)), upper_code text generated always as (upper(code)) stored);
create index on coded (is_code(code));
