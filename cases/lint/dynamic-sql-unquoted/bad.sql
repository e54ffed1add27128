-- expect: dynamic-sql-unquoted
create function drop_it(name text) returns void language plpgsql as $$
begin
    execute 'drop table ' || name;
end
$$;
