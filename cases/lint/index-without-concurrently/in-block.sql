-- engine: postgresql:15
do $$
begin
    if not exists (select from pg_class where relname = 'i') then
        -- expect: index-without-concurrently
        create index i on orders (placed_at);
    end if;
end
$$;
create function f() returns void language plpgsql as $$
begin
    create index i on orders (placed_at);
end
$$;
