select 1
select all a, b as c, d e from t, only u, v * where a = 1
select distinct on (a, b) a, b from t order by a using <, b desc nulls last
with recursive r(n) as (values (1) union all select n + 1 from r where n < 10) search depth first by n set o cycle n set c to true default false using p select * from r
with x as materialized (insert into a values (1) returning *), y as not materialized (delete from b returning id) select * from x join y using (id) as j
select * from a left join b on a.x = b.x right outer join c using (y) full join d on true natural join e cross join f inner join g on (1=1)
select * from a join b join c on b.x = c.x on a.y = b.y
select * from lateral (select 1) x, lateral f(1) with ordinality as t(a, b), rows from (f(1), g(2) as (a int, b text)) with ordinality z
select * from f(1) as (a int, b text collate "C")
select * from t tablesample bernoulli (10) repeatable (1)
select * from (a join b on true) as j, ((select 1)) s, (values (1,2),(3,4)) v(x,y)
(select 1) union (select 2 order by 1 limit 1) intersect all select 3 except distinct select 4 order by 1 limit 10 offset 5
select 1 fetch first 5 rows only
select a, count(*) from t group by grouping sets ((a, b), rollup (c), cube (d, e), ()) having count(*) > 1
select a from t group by distinct a, b window w as (partition by a order by b rows 5 preceding exclude ties), w2 as (w)
select sum(x) over w, rank() over (partition by a order by b groups between 1 preceding and current row) from t window w as ()
select percentile_cont(0.5) within group (order by x) filter (where y) from t
select * from t for update of t nowait for share skip locked
select * from t for no key update limit 1
select into x from y
select a into temp table x from y
table t
values (1, default), (2, 3)
select from t
insert into t values (1, 2), (default, 3) on conflict do nothing returning *
insert into t (a, b.c, d[1]) overriding system value select 1, 2, 3 on conflict (a, lower(b) collate "C" text_ops) where a > 1 do update set (a, b) = row(1, 2), c = excluded.c where t.x = 1 returning a as b
insert into t default values
insert into t as x (a) values (1) on conflict on constraint c do update set a = default
with x as (select 1) insert into t select * from x
update only t as x set a = 1, (b, c) = (select 1, 2), d[1] = 3, e.f = 4 from u join v on true where x.id = u.id returning with (old as o, new as n) o.a, n.a
update t set a = 1 where current of c
delete from t using u, v where t.a = u.a returning *
delete from only t as x where x.a = 1
merge into t using s on t.id = s.id when matched and t.x > 1 then update set a = 1 when not matched by source then delete when not matched then insert (a, b) values (1, default) when matched then do nothing returning merge_action(), t.*
create table t (id bigint generated always as identity (start 10) primary key, a text not null default 'x' check (a <> '') collate "C", b int references u (id) match full on delete set null (b) on update cascade deferrable initially deferred, c int generated always as (b * 2) stored, d text unique nulls not distinct with (fillfactor=70) using index tablespace x, e int null constraint foo not null no inherit)
create table if not exists s.t (like u including all excluding comments, primary key (a, b) include (c), constraint x foreign key (a) references u not valid, check (a > 1) no inherit, exclude using gist (a with =, b inet_ops with && ) where (a > 1), unique using index foo) inherits (p, q) partition by range (a, (b + 1) collate "C" int_ops) using heap with (fillfactor = 70, toast.autovacuum_enabled = false) on commit drop tablespace ts
create temp table t as select 1 with no data
create unlogged table t (a, b) as values (1, 2)
create table t as execute p(1)
create table t partition of p for values from (minvalue, 1) to (maxvalue, 2) partition by list (x)
create table t partition of p (a with options not null, primary key (a)) for values in (1, 2, null)
create table t partition of p default
create table t partition of p for values with (modulus 4, remainder 0)
create table t of ty (primary key (a), b with options default 1)
create foreign table t (a int options (x 'y')) server s options (a 'b')
create table t (a int, constraint c not null a, constraint d check (a > 1) not enforced)
create table t (a int[3][], b int array[4], c timestamp(3) with time zone, d interval day to second(3), e numeric(10,2), f character varying(10), g bit varying(3), h double precision, i pg_catalog.int4, j national character varying(5))
create table t (a int storage external compression pglz)
create table t ()
create unique index concurrently if not exists i on only s.t using gin (a, lower(b) desc nulls first, (c + 1) collate "C" jsonb_path_ops (siglen = 3) asc) include (d, e) nulls not distinct with (fastupdate = off) tablespace x where a > 1
create index on t (a)
alter table if exists only t add column if not exists a int not null default 1, drop column if exists b cascade, alter column c type text collate "C" using c::text, alter d set default 1, alter e drop default, alter f set not null, alter g drop not null
alter table t alter a set data type bigint, alter column a add generated by default as identity (start 1), alter a set generated always restart with 5, alter a drop identity if exists, alter a set statistics 100, alter 1 set statistics 5, alter a set (n_distinct = 5), alter a reset (n_distinct), alter a set storage plain, alter a set compression lz4, alter a set expression as (b + 1), alter a drop expression if exists
alter table t add constraint c check (a > 1) not valid, add primary key using index i, add unique (a), add foreign key (a) references u, validate constraint c, alter constraint c deferrable initially deferred, drop constraint if exists c restrict
alter table t enable trigger all, disable trigger user, enable always trigger x, enable replica rule r, disable row level security, force row level security, no force row level security, cluster on i, set without cluster, set logged, set unlogged, set access method heap, set tablespace x, set (fillfactor = 70), reset (fillfactor), inherit p, no inherit p, of ty, not of, owner to current_user, replica identity using index i, replica identity full
alter table t rename to u
alter table t rename column a to b
alter table t rename a to b
alter table t rename constraint a to b
alter table t set schema s
alter table t attach partition p for values from (1) to (2)
alter table t detach partition p concurrently
alter table t detach partition p finalize
alter table all in tablespace a set tablespace b nowait
alter index i rename to j
alter index i alter column 1 set statistics 10
alter index if exists i set (fillfactor = 70), reset (x)
alter index i depends on extension e
alter view v alter column a set default 1
alter view v rename column a to b
alter materialized view v owner to x
alter sequence s increment by 2 minvalue 1 no maxvalue restart with 5 cache 10 cycle owned by t.a
alter sequence s as bigint owned by none
alter type t add value if not exists 'x' before 'y'
alter type t rename value 'a' to 'b'
alter type t add attribute a int cascade, drop attribute if exists b, alter attribute c set data type text
alter type t rename attribute a to b cascade
alter type t owner to x
alter domain d add constraint c check (value > 1) not valid
alter domain d set default 1
alter domain d drop not null
alter domain d validate constraint c
alter domain d rename constraint a to b
alter schema s rename to x
alter schema s owner to y
alter function f(int, text) owner to x
alter function f(int) immutable strict set search_path = a, b
alter procedure p rename to q
alter policy p on t to public using (a > 1) with check (b)
alter policy p on t rename to q
alter trigger a on t rename to b
alter role r with superuser createdb password 'x' valid until 'y'
alter role r set search_path to a
alter role all in database d reset all
alter user u password null
alter database d set x = 'y'
alter extension e update to '2'
alter extension e add table t
alter publication p add table t
alter subscription s disable
alter system set x = 'y'
alter default privileges in schema s grant select on tables to x
alter large object 1 owner to x
alter statistics s set statistics 5
alter tablespace t rename to u
alter server s options (set a 'b')
alter operator + (int, int) owner to x
alter event trigger e disable
alter collation c refresh version
alter text search configuration c add mapping for a with b
alter rule a on t rename to b
create view v as select 1
create or replace temp recursive view v (a) as select 1
create or replace view v (a, b) with (security_barrier) as select 1, 2 with local check option
create materialized view if not exists v (a) using heap with (fillfactor = 1) tablespace x as select 1 with no data
create sequence if not exists s as int increment 1 start with 1 owned by t.a
create schema if not exists s authorization current_user
create schema authorization x
create schema s create table t (a int) create view v as select 1
create type t as enum ('a', 'b')
create type t as (a int, b text collate "C")
create type t as range (subtype = int)
create type t
create type t (input = f, output = g)
create domain d as text default 'x' not null constraint c check (value ~ 'x') collate "C"
create extension if not exists e with schema s version '1' cascade
create function f(a int default 1, out b text, variadic c int[]) returns setof text language sql immutable strict parallel safe cost 10 as $$ select 1 $$
create or replace function f() returns table (a int) language plpgsql security definer set search_path = pg_catalog, public as 'begin; end'
create function f() returns int return 1
create function f(a int) returns int language sql begin atomic select a; select case when a > 1 then 2 end; end
create procedure p() language sql as $x$ select 1; $x$
create function f() returns trigger as 'a', 'b' language c
create aggregate a (int) (sfunc = f, stype = int)
create trigger t before insert or update of a, b or delete on x.y referencing old table as o new table as n for each row when (old.a is distinct from new.a) execute function f('a')
create constraint trigger t after insert on x deferrable initially deferred for each row execute procedure f()
create event trigger e on ddl_command_start when tag in ('x') execute function f()
create policy p on t as permissive for select to public, x using (a = current_user) with check (b > 1)
create rule r as on insert to t where a > 1 do instead (insert into u values (1); delete from v)
create role r with login password 'x' in role y
create user u
create group g with user a
create database d with owner = x encoding 'utf8'
create server s foreign data wrapper w options (a 'b')
create foreign data wrapper w handler h
create user mapping for x server s
create publication p for table t (a, b) where (a > 1), u
create publication p for all tables
create subscription s connection 'x' publication p
create statistics s (ndistinct) on a, b from t
create operator + (leftarg = int, rightarg = int, function = f)
create operator class c for type int using btree as operator 1 <, function 1 f(int, int)
create cast (int as text) with function f(int) as implicit
create collation c (locale = 'x')
create collation if not exists c from "C"
create language l handler h
create tablespace t location '/x'
create text search dictionary d (template = simple)
create transform for int language sql (from sql with function f(int))
create access method m type index handler h
create conversion c for 'a' to 'b' from f
drop table if exists a, b.c cascade
drop index concurrently if exists i
drop view v restrict
drop materialized view v
drop sequence s
drop type t, u
drop domain if exists d cascade
drop schema s cascade
drop extension e
drop function f(int, out text), g
drop procedure if exists p()
drop aggregate a(int)
drop trigger t on x cascade
drop policy if exists p on t
drop rule r on t
drop role a, b
drop owned by a cascade
drop database if exists d with (force)
drop operator + (int, int)
drop cast (int as text)
drop user mapping for x server s
drop statistics s
drop event trigger e
drop server s
drop foreign data wrapper w
drop publication p
drop tablespace t
drop collation c
drop operator class c using btree
drop text search configuration c
drop foreign table f
drop language l
drop access method a
truncate table only a, b restart identity cascade
comment on table t is 'x'
comment on column s.t.c is null
comment on constraint c on t is 'x'
comment on function f(int) is 'x'
comment on trigger t on u is 'x'
comment on operator + (int, int) is 'x'
comment on large object 5 is 'x'
comment on cast (int as text) is 'x'
comment on text search parser p is 'x'
grant select (a, b), insert on table t, u to public, x with grant option
grant all privileges on all tables in schema s to x
grant usage on schema s to x granted by y
grant execute on function f(int) to x
grant a, b to c with admin option
revoke grant option for select on t from x cascade
revoke all on database d from public
grant usage on foreign data wrapper w to x
grant set on parameter p to x
begin
begin transaction isolation level serializable, read only
start transaction
commit and chain
rollback to savepoint x
savepoint x
release x
prepare transaction 'x'
commit prepared 'x'
set x = 1
set local x to 'a', b
set session characteristics as transaction isolation level read committed
set time zone 'utc'
set names 'utf8'
set role none
set session authorization default
set constraints all deferred
set transaction read only
set a.b = default
reset all
reset x
show all
show x
vacuum
vacuum full verbose analyze t (a, b), u
vacuum (full, parallel 2) t
analyze verbose t
reindex (verbose) table concurrently t
reindex index i
cluster t using i
cluster verbose t
refresh materialized view concurrently v with no data
checkpoint
lock table a, only b in access exclusive mode nowait
copy t (a, b) from stdin with (format csv)
copy (select 1) to '/x' csv header
copy t from program 'x' where a > 1
do $$ begin end $$
do language plpgsql 'x'
do language 'plpgsql' 'x'
create or replace function f(int) returns int as 'select $1' language 'sql' immutable
call p(1, a => 2)
explain select 1
explain (analyze, buffers off) update t set a = 1
explain analyze verbose select 1
prepare p (int, text) as select $1
execute p(1, 'x')
deallocate all
declare c scroll cursor with hold for select 1
fetch next from c
fetch 5 c
move forward all in c
close c
listen x
notify x, 'y'
unlisten *
discard all
load 'x'
security label on table t is 'x'
import foreign schema s limit to (a) from server x into y
reassign owned by a to b
select a.b.c, a.*, (a.b).*, (a).b[1], a[1:2], $1.a, $1[1] from t
select (f(x)).y, (array[1,2])[1], array[[1,2],[3,4]], array(select 1), row(1, 2), (1, 2), row()
select 1 a, 2 as select, 3 "x y"
select a between symmetric 1 and 2 + 3 and b
select not a = b, a is not null and b isnull or c notnull
select a at time zone 'x' at time zone 'y', a collate "C" || b
select a <> all (select 1), a = any (b), a ~~ any (array['x']), a not ilike all (b)
select -1 ^ 2, - - 1, + a, @ -5, !! 5, a !! b
select a -> 'b' ->> 'c' #> '{d}' @> '{}'::jsonb
select case a when 1 then 2 else 3 end, case when a then b end
select cast(a as int), a::int::text, int '1', interval '1' year to month, timestamp '2020', f(1) 'x'
select count(*), count(distinct a), string_agg(a, ',' order by b), f(variadic a), f(a := 1, b => 2), f(all a)
select extract(year from a), extract('month' from a), overlay(a placing b from 1 for 2), position(a in b), substring(a from 1 for 2), substring(a for 2), substring(a similar b escape c), trim(both 'x' from a), trim(from a), trim(a, b), trim(leading from a), normalize(a, nfc)
select coalesce(a, b), nullif(a, b), greatest(a, b), least(a), grouping(a), current_date, current_timestamp(3), current_user, session_user, localtime, current_schema, current_catalog
select xmlelement(name a, xmlattributes(b as c, d), e, f), xmlforest(a as b, c), xmlpi(name x, 'y'), xmlparse(document a preserve whitespace), xmlroot(a, version no value, standalone yes), xmlserialize(content a as text indent), xmlconcat(a, b), xmlexists('x' passing by ref a)
select * from xmltable('x' passing a columns b int path 'c', d for ordinality) as t
select json_object('a': 1, 'b' value 2 null on null with unique keys returning jsonb), json_array(1, 2 absent on null), json_array(select 1), json_query(a, 'b' with conditional wrapper omit quotes on scalar string null on empty error on error), json_value(a, 'b' passing 1 as x returning int default 0 on empty), json_exists(a, 'b' true on error), json_scalar(1), json_serialize(a returning text), json_objectagg(a: b), json_arrayagg(a order by b), json('x' with unique keys)
select * from json_table(a, '$' columns (x int path '$.x', nested path '$.y' columns (z text), o for ordinality)) as j
select a is json, a is not json object with unique keys, a is document, a is nfc normalized, a is distinct from b, a is unknown
select (a, b) overlaps (c, d), (a, b) = (1, 2), (a, b) in (select 1, 2), a operator(pg_catalog.=) b
select b'01', x'ff', e'a\'b', U&'\0041', U&'!0041' uescape '!', $$a$$, $x$a$$b$x$, 1e10, 1_000, 0xff, .5, 5.
select exists (select 1), (select 1), ((select 1) union (select 2)), a in (1, 2), a not in (select 1)
select treat(a as b), collation for (a), a::varchar(10)[], a::"char", a::s.t%type
select user, "user", a.user from t as "user"
select left(a, 1), right(b, 2), collation(c)
select date 'x', time with time zone 'x', bit '1', char 'a', dec '1'
select distinct a from t
select 1 as a where true having true
select * from t as x(a, b) join u y(c) on true
create function f(int) returns s.t%type as 'x' language sql
select a.b from c.d.e
select 1;; select 2
alter table t add a int, add column b text, add constraint c unique (a) deferrable
create index i on t ((a || b), f(c), d text_pattern_ops)
select sum(a) filter (where b) over (order by c range between interval '1 day' preceding and unbounded following exclude current row)
