create table t (a int, b varchar(10));
delimiter //
set session sql_mode = 'PIPES_AS_CONCAT,STRICT_ALL_TABLES'//
create function joined(a varchar(10), b varchar(10)) returns varchar(20)
return a || b//
set session sql_mode = 'ANSI_QUOTES,STRICT_ALL_TABLES'//
create procedure quoted()
select "a" from "t"//
create trigger quoted_too before insert on t for each row set new."a" = 1//
set session sql_mode = ''//
create event loose on schedule every 1 day do insert into t values (1, 'much too long for it')//
set session sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION'//
create function usual() returns int
return 1//
delimiter ;
-- has: set session sql_mode = 'PIPES_AS_CONCAT,STRICT_ALL_TABLES'
-- has: set session sql_mode = ''
-- not: STRICT_TRANS_TABLES
