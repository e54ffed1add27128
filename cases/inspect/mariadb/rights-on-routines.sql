-- account: role if not exists reader
-- account: user if not exists clerk@'%' account lock
create function twice(a int) returns int deterministic return a * 2;
create procedure nothing() do 0;
create sequence numbers;
create view v as select 1 as one;
create aggregate function sums(x int) returns int begin
    declare s int default 0;
    declare continue handler for not found return s;
    loop
        fetch group next row;
        set s = s + x;
    end loop;
end;
grant execute on function twice to reader;
grant execute, alter routine on procedure nothing to clerk@'%' with grant option;
grant execute on function sums to reader;
grant select, insert on numbers to reader;
grant select on v to reader, clerk@'%';
-- has: grant execute on function twice to `reader`
-- has: grant alter routine, execute, grant option on procedure nothing to `clerk`@`%`
-- has: grant execute on function sums to `reader`
-- has: grant insert, select on table numbers to `reader`
-- has: grant select on table v to `reader`
