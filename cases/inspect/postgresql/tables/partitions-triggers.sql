create function f() returns trigger language plpgsql as $$ begin return new; end $$;
create table a (x integer, y integer) partition by range (x);
create table a_1 partition of a for values from (0) to (10) partition by list (y);
create table a_1_1 partition of a_1 for values in (1);
create trigger a_after after insert on a for each row execute function f();
create trigger a_1_own before insert on a_1_1 for each row execute function f('own');
create trigger a_once after insert on a for each statement execute function f();
