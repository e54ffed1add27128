delimiter //
create function doubled(a int) returns int
    deterministic
    no sql
return a * 2//
delimiter ;
create table t (a int);
create view doubles as select doubled(a) as b from t where doubled(a) > 2;
create view again as select * from doubles;
-- has: create function doubled(a int) returns int deterministic no sql return a * 2
