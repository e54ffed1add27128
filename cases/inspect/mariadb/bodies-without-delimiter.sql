-- The splitter knows where a body ends.
create table t (a int);
create procedure p() begin if 1 then select 1; else select 2; end if; while 0 do select 3; end while; repeat select 4; until 1 end repeat; end;
create trigger g before insert on t for each row begin set new.a = case when new.a > 1 then 1 else 2 end; end;
create event e on schedule every 1 day do begin select 1; end;
create function f() returns int begin return 1; end;
