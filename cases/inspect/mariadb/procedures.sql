create table t (a int primary key auto_increment, b varchar(10));
delimiter //
create procedure nothing()
begin
end//
create procedure all_ways(in a int, out b int, inout c varchar(3))
    modifies sql data
    comment 'three ways'
begin
    declare exit handler for sqlexception
    begin
        rollback;
        resignal;
    end;
    start transaction;
    insert into t (b) values (c);
    set b = last_insert_id();
    commit;
end//
create procedure rows_of(in least int)
    reads sql data
    sql security invoker
select * from t where a >= least//
create procedure calls_later()
call not_there_yet(1)//
create procedure walks()
begin
    declare done int default 0;
    declare x int;
    declare c cursor for select a from t;
    declare continue handler for not found set done = 1;
    open c;
    again: loop
        fetch c into x;
        if done then
            leave again;
        end if;
        case x when 1 then set x = 2; else begin end; end case;
    end loop;
    close c;
end//
delimiter ;
-- has: create procedure all_ways(in a int, out b int, inout c varchar(3)) modifies sql data comment 'three ways'
