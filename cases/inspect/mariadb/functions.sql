create table t (a int, email varchar(100));
delimiter //
create function plain(a int) returns int
return a + 1//
create function said(a varchar(10), b decimal(10,2), c enum('x','y')) returns varchar(20)
    deterministic
    reads sql data
    sql security invoker
    comment 'it''s said'
begin
    declare n int default 0;
    -- a remark; with a semicolon
    select count(*) into n from t where email = 'x;y';
    if n > 0 then
        return concat(a, b, c);
    end if;
    return null;
end//
create function latin(a varchar(10) character set latin1 collate latin1_swedish_ci) returns varchar(5) character set latin1 collate latin1_swedish_ci
    no sql
return a//
create function documents(j json) returns json
return json_extract(j, '$.a')//
create function `odd name`(`select` int, `a b` int) returns tinytext
    modifies sql data
begin
    update t set a = `select`;
    return 'x';
end//
create function both_ways(a int, out b int, inout c int) returns int
begin
    set b = a, c = c + 1;
    return c;
end//
create aggregate function total(x int) returns int
begin
    declare s int default 0;
    declare continue handler for not found return s;
    loop
        fetch group next row;
        set s = s + x;
    end loop;
end//
delimiter ;
-- has: sql security invoker comment 'it''s said'
-- has: create aggregate function total(x int)
