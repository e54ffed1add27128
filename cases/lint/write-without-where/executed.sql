do $$
begin
    -- expect: write-without-where
    execute 'update notes set body = ''it is'', kind = ''''';
end $$;
