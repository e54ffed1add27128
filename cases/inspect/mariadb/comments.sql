create table t (a int comment 'of a column', b int comment '', key k (a) comment 'of an index') comment 'of a table';
create sequence s comment 'of a sequence';
create function f() returns int
    comment 'of a function'
return 1;
create procedure p()
    comment 'of a procedure; with a semicolon'
select 1;
create event e on schedule every 1 day comment 'of an event' do select 1;
-- has: comment 'of a procedure; with a semicolon'
