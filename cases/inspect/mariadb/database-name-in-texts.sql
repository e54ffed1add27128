-- Names of the database stand in the server's texts; in strings they stay.
create table t (a int, b varchar(20) default '`db1`.x');
create table `db1` (`db1` int, c int as (`db1` + 1));
create view v as select `db1`.`db1` as x, t.a from `db1`, t where t.b = '`db1`.`x`';
create view w as select db1.a as y from t as db1;
-- has: '`db1`.x'
