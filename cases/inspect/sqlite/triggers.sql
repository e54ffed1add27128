-- has: before insert on t
-- has: after update of a, b on t
-- has: when (new.a > old.a and new.b is not old.b)
create table t (a integer, b text, c text);
create table log (what text);
create trigger plain insert on t begin insert into log values ('in'); end;
create trigger changed after update of a, b on t for each row when NEW.a>OLD.a AND new.b IS NOT old.b
begin
    insert into log values ('one; end');
    update t set c = 'x' where a = new.a;
    delete from log where what = case when new.a then 'end' else 'begin' end;
end;
create trigger gone before delete on t when (select count(*) from log) > 10 begin select raise(abort, 'too many'); end;
