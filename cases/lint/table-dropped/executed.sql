do $$
begin
    if exists (select from pg_tables where tablename = 'orders') then
        -- expect: table-dropped
        execute 'drop table orders';
    end if;
    -- expect: table-dropped
    execute $sql$drop table lines$sql$;
end $$;
