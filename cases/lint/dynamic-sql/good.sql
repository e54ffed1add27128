do $$
begin
    update orders set note = '' where note is null and id < 100;
end $$;
