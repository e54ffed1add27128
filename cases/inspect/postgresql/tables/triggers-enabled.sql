create function f() returns trigger language plpgsql as $$ begin return new; end $$;
create table a (x integer);
create trigger a1 before insert on a for each row execute function f();
create trigger a2 before insert on a for each row execute function f();
create trigger a3 before insert on a for each row execute function f();
alter table a disable trigger a1;
alter table a enable replica trigger a2;
alter table a enable always trigger a3;
