create table t (a int);
set session sql_mode = 'ORACLE';
delimiter //
create package tools as procedure one; end//
create package body tools as procedure one as begin null; end; end//
create procedure in_other_words(a in varchar2(10), b out number) as begin select 1; end//
delimiter ;
set session sql_mode = 'STRICT_ALL_TABLES';
-- unread: The package body tools is not read.
-- unread: The package tools is not read.
-- unread: The procedure in_other_words is not read.
