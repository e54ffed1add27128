create function f() returns trigger language plpgsql as $$ begin return null; end $$;
create table a (x integer);
create trigger a1 after insert on a referencing new table as added for each statement execute function f();
create trigger a2 after update on a referencing old table as "Old" new table as "New" for each statement execute function f();
create trigger a3 after delete on a referencing old table as gone for each row execute function f();
