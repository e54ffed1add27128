create table item (id integer primary key, name text);
create view shown as select id, name from item;
create function write_item() returns trigger language plpgsql as $$ begin insert into item values (new.id, new.name); return new; end $$;
create trigger write_item instead of insert on shown for each row execute function write_item();
