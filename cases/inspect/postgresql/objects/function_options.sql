create function careful(a text, out b text, inout c integer) returns record
    language plpgsql stable strict security definer parallel restricted cost 500
    set search_path to 'public', 'pg_temp' set work_mem to '8MB'
    as $$ begin b := a; end $$;
create function many(n integer) returns table (id integer, name text) language plpgsql rows 5 parallel safe as $$ begin return; end $$;
create function rows_of() returns setof integer language sql immutable as 'select 1';
create function plain() returns void language plpgsql as $$
-- LANGUAGE sql
begin
    perform 1;
end
$$;
