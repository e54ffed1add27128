create function drop_it(name text) returns void language plpgsql as $$
begin
    execute format('drop table %I', name);
    execute 'drop table ' || quote_ident(name);
    execute 'select 1';
end
$$;
