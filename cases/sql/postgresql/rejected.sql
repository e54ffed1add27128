select from where
select * form t
select a b c
select 1 +
selec 1
create table t (a)
create table t (a int,)
create table (a int)
alter table t
alter table t add
alter table t drop
alter table t foo
alter table t alter a set
insert t values (1)
insert into t
update t a = 1
update t set
delete t
drop
drop table
create index on t
create index i t (a)
create view v select 1
select (1
select 1)
select a < b < c
select a between 1
select * from a join b
select * from t where
select count( from t
select 'abc
select "abc
select $$abc
create type t as enum (a)
create function f returns int
create trigger t on x execute function f()
create policy p using (a)
grant select on t
comment on table t 'x'
comment on table t is x
truncate
begin work foo bar
set
vacuum full foo bar
lock
copy t
do
call
call f
explain
prepare p select 1
merge into t
merge into t using s
with x as select 1 select 2
with x (select 1) select 2
select 1 limit limit
select * from t order a
select * from t group a
values 1, 2
values
select case end
select case when a end
select case a then b end
select array[1, 2
select a in ()
select a in 1
select a is foo
select not
select a not b
select a.
select .a
create table t (a int primary)
create table t (a int references)
create table t (a int default)
create table t (a int check a > 1)
create table t (primary key a)
create table t (foreign key (a) references)
create table select (a int)
create table t (select int)
select select
select from from t
select table from t
insert into t (a, b values (1, 2)
insert into t values (1, 2
insert into t values 1, 2
update set a = 1
delete from
delete from t where
delete from where a = 1
foo bar
123
; select 1 from ;
alter table t rename to
alter table t rename a b
alter table t rename column a to
alter type t add value x
alter type t add value 'x' before
create materialized view v
create sequence
create schema
create extension
create domain d
create domain d as
create role
drop index concurrently
select * from t for
select * from t for update of
select * from t limit 1 limit 2
select * from (select 1
select * from f( 
select a as from t
select 1 union
union select 1
select 1 intersect
select 1 order by
select cast(a int)
select cast(a as)
select extract(year a)
select position(a b)
select trim(both a b)
select a::
select a[1
select a[]
select row(
select exists 1
select f(a b)
select f(a,)
select f(,a)
select f(distinct)
select f(*, a)
select sum(a) over
select sum(a) over (partition a)
select 1 where
refresh view v
reindex foo t
cluster t i
rollback to
savepoint
release
