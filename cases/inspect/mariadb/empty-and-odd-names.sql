create table `select` (`from` int, `Order By` int, `ünï` varchar(10) comment 'naïve ☃', constraint `c h` check (`from` > 0), unique key `u k` (`Order By`));
create table `Mixed Case` (`CamelCase` int primary key, `x-y` int, foreign key f_x (`x-y`) references `Mixed Case` (`CamelCase`));
create table `per cent %` (a int) comment = '100 % \\ "quoted" ''so'' `and` so';
create table `back``tick` (`col``umn` int, key (`col``umn`));
create view `view ``x` as select `col``umn` from `back``tick`;
-- has: `back``tick`
