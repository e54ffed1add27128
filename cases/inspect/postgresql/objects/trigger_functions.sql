create table item (id integer primary key, changed timestamptz);
create function set_changed() returns trigger language plpgsql as $$ begin new.changed := now(); return new; end $$;
comment on function set_changed() is 'Keeps the time';
create trigger set_changed before update on item for each row execute function set_changed();
comment on trigger set_changed on item is 'On each change';
