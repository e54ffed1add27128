create table t (id bigint unsigned not null auto_increment primary key, a varchar(10) character set utf8mb4 collate utf8mb4_bin default 'x' comment 'c', b enum('a','b') not null, c datetime(3) default current_timestamp(3) on update current_timestamp(3), d int generated always as (id + 1) stored, e decimal(10,2) unsigned zerofill, f json check (json_valid(f)), key k (a(10), b desc), unique key u (a), fulltext key ft (a), constraint fk foreign key (id) references u (id) on delete cascade) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_bin comment='x' row_format=dynamic
create table t2 like t
create or replace temporary table if not exists t3 select 1 as a
create table p (a int) partition by range (a) (partition p0 values less than (10), partition p1 values less than maxvalue)
create table v (a int, start_at timestamp(6) generated always as row start, end_at timestamp(6) generated always as row end, period for system_time (start_at, end_at)) with system versioning
alter table t add column g int first, add h text after a, modify b varchar(10) not null, change c cc datetime, drop column d, drop primary key, add primary key (id), drop index k, drop foreign key fk, add index i (a), algorithm=inplace, lock=none
alter table t rename to s.u, engine=MyISAM
alter table t add unique index if not exists u2 (a), add constraint c check (a > 1), alter column a set default 1, alter a drop default, rename column a to b, rename index i to j
alter table t convert to character set utf8mb4 collate utf8mb4_bin
alter table t add partition (partition p2 values less than (20))
alter table t drop partition p0
alter table t add (a int, b int)
alter table t order by a
alter table t discard tablespace
create unique index i using btree on t (a(10), b desc) comment 'x' algorithm=inplace lock=none
create index if not exists i on t (a)
drop index i on t
drop index if exists i on t algorithm=inplace
insert ignore into t (a, b) values (1, default), (2, 3) on duplicate key update a = values(a), b = b + 1
insert into t set a = 1, b = 2
replace into t values (1, 2)
insert into t select * from u on duplicate key update a = 1
insert t values (1) returning a
insert into t () values ()
update t join u using (id) set t.a = u.a where u.b = 1
update t, u set t.a = 1 where t.id = u.id
update low_priority ignore t set a = 1 order by a limit 10
delete t1, t2 from t1 inner join t2 on t1.id = t2.id where t1.a = 1
delete from t1 using t1 join t2 on t1.id = t2.id
delete from t where a = 1 order by b limit 5 returning a
select sql_no_cache distinct a, b 'x' from t use index (i) where a <=> 1 limit 5, 10
select * from t force index for join (i), u left join (v, w) on true
select straight_join a from t straight_join u on t.a = u.a
select a, count(*) from t group by a desc with rollup having count(*) > 1 order by null
select a from t limit 10 offset 5 for update
select a into @x from t lock in share mode
select 1 union select 2 intersect select 3 except select 4 order by 1 limit 1
with recursive r as (select 1 as n union all select n + 1 from r where n < 5) select * from r
select * from (select 1) as x, lateral_t
select * from t for system_time as of timestamp '2020-01-01'
select * from json_table('[1]', '$[*]' columns (a int path '$')) as j
select if(a, b, c), ifnull(a, b), concat('a' 'b', "c"), @x := 1, @@global.x, date '2020-01-01', interval 1 day + now()
select group_concat(distinct a order by b desc separator ','), cast(a as unsigned), convert(a, char(10)), a regexp 'x', a div 2, a mod 3, !a, ~a, a && b || c xor d
select a from dual where a between 1 and 2 or not b in (1, 2) and c sounds like 'x'
select row_number() over (partition by a order by b rows between 1 preceding and current row) from t
select match (a) against ('x' with query expansion), char(65 using utf8mb4), trim(leading 'a' from b), 0xff, x'ff', b'01', _utf8mb4'x' collate utf8mb4_bin
select next value for s, nextval(s), date_add(a, interval 1 month), date_sub(a, interval '1:1' minute_second), timestampdiff(day, a, b), extract(year_month from a)
select a.b.c, `x y`.`z`, t.* from t
create view v as select 1 as a with check option
create algorithm=merge definer=`root`@`localhost` sql security invoker view v2 (a) as select 1
create or replace view v as select * from t
create procedure p(in a int, out b int) begin declare x int default 0; if a > 1 then set x = 1; else set x = 2; end if; while x < 10 do set x = x + 1; end while; select case when a then 1 else 2 end; end
create function f(a int) returns int deterministic return a + 1
create trigger tr before insert on t for each row set new.a = 1
create trigger tr after update on t for each row begin if new.a then set @x = 1; end if; end
create event e on schedule every 1 day do delete from t
create sequence s start with 1 increment by 2
create database if not exists d character set utf8mb4
create user 'a'@'localhost' identified by 'x'
create role r
alter database d character set utf8mb4
alter user a identified by 'x'
drop table if exists a, b
drop view v
drop procedure if exists p
drop database d
drop user 'a'@'%'
drop trigger t
drop event e
truncate table t
rename table a to b, c to d
grant select, insert (a) on d.* to 'a'@'localhost' with grant option
revoke all privileges on d.t from a
set @x = 1, @y = 2
set global max_connections = 5
set session sql_mode = 'x'
set names utf8mb4
set autocommit = 0
start transaction read only
begin
commit
rollback to savepoint x
savepoint x
lock tables a read, b write
unlock tables
analyze table t
optimize local table t, u
check table t
show create table t
show tables
describe t
explain select 1
explain format=json select 1
use d
call p(1, @x)
prepare s from 'select 1'
execute s using @a
flush tables with read lock
load data infile 'x' into table t fields terminated by ','
kill 5
do sleep(1)
/*!40101 set names utf8 */
/*!50003 create trigger x before insert on t for each row set new.a = 1 */
values (1, 2), (3, 4)
select 1 # comment
begin not atomic select 1; select 2; end
xa start 'x'
handler t open
signal sqlstate '45000'
