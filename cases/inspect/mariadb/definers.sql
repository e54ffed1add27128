-- account: user if not exists clerk@'%' account lock
-- account: user if not exists 'odd name'@'10.0.0.%' account lock
-- account: role if not exists reader
create table t (a int primary key, b int);
create definer = clerk@'%' view v as select a from t;
create algorithm = merge definer = 'odd name'@'10.0.0.%' sql security invoker view w as select a, b from t;
create definer = current_user() view own as select 1 as one;
create definer = nobody@localhost view of_nobody as select 1 as one;
create definer = reader view of_a_role as select 2 as two;
delimiter //
create definer = clerk@'%' function f(x int) returns int deterministic return x + 1//
create definer = clerk@'%' procedure p() comment 'of clerk' begin select 1; end//
create definer = clerk@'%' aggregate function total(x int) returns int
begin
    declare s int default 0;
    declare continue handler for not found return s;
    loop
        fetch group next row;
        set s = s + x;
    end loop;
end//
create definer = 'odd name'@'10.0.0.%' trigger g before insert on t for each row set new.b = 1//
create trigger h before insert on t for each row set new.b = 2//
create definer = clerk@'%' event e on schedule every 1 day starts '2030-01-01 10:00:00' do delete from t//
delimiter ;
-- has: create definer = `clerk`@`%` view v
-- has: algorithm = merge definer = `odd name`@`10.0.0.%` sql security invoker view
-- has: create view own
-- has: definer = `nobody`@`localhost` view
-- has: definer = `reader` view of_a_role
-- has: create definer = `clerk`@`%` function
-- has: create definer = `clerk`@`%` procedure
-- has: create definer = `clerk`@`%` aggregate function
-- has: create definer = `odd name`@`10.0.0.%` trigger
-- has: create definer = `clerk`@`%` event
