-- has: instead of insert on v
create table t (a integer, b text);
create view v as select a, b from t;
create trigger v_in instead of insert on v begin insert into t values (new.a, new.b); end;
create trigger v_up instead of update of a on v when old.a <> new.a begin update t set a = new.a where a = old.a; end;
create trigger v_out instead of delete on v begin delete from t where a = old.a; end;
