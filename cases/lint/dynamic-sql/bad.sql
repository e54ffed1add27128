do $$
declare t text;
begin
    for t in select relname from pg_class where relname like 'orders_%' loop
        -- expect: dynamic-sql
        execute format('alter table %I add column note text', t);
    end loop;
end $$;
