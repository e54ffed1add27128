-- engine: mariadb
delimiter //
-- expect: dynamic-sql-unquoted
create procedure p(in name varchar(64))
begin
    set @s = concat('select * from ', name);
    prepare q from @s;
    execute q;
end//
delimiter ;
