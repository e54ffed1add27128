create function f() returns trigger language plpgsql as $$ begin return null; end $$;
create table a (x integer);
create table b (x integer);
create constraint trigger a1 after insert on a for each row execute function f();
create constraint trigger a2 after update of x on a from b deferrable initially deferred for each row when (new.x > 0) execute function f();
create constraint trigger a3 after delete or insert on a not deferrable for each row execute function f();
create constraint trigger a4 after delete on a deferrable for each row execute function f('z');
