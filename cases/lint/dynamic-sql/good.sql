do $$
begin
    update orders set note = '' where note is null and id < 100;
end $$;
do $$
begin
    execute 'update orders set note = ''none'' where note is null and id < 100';
    create trigger orders_touched before update on orders for each row execute function touched();
end $$;
