create table t (id integer primary key autoincrement, a text not null default 'x' collate nocase check (a <> ''), b unique on conflict ignore, c real default (1 + 2), d default -1, e int references u (id) on delete cascade deferrable initially deferred, f generated always as (id + 1) stored, g as (id) virtual, primary key (id, a desc) on conflict replace, foreign key (a) references u, constraint k check (a > 1)) strict, without rowid
create temp table if not exists main.t as select 1 as a
create virtual table t using fts5(a, b, content='x', tokenize = 'porter ascii')
create unique index if not exists main.i on t (a collate nocase desc, lower(b), c + 1) where a is not null
create view if not exists v (a, b) as select 1, 2
create trigger if not exists t before update of a, b on x for each row when new.a > old.a begin update y set a = 1; select raise(abort, 'x'); insert into z select case when 1 then 2 end; end
create trigger t instead of delete on v begin delete from t; end
alter table t rename to u
alter table t rename column a to b
alter table t rename a to b
alter table t add column a int not null default 1 references x
alter table t add a
alter table t drop column a
drop table if exists main.t
drop index i
drop view v
drop trigger t
insert into t (a, b) values (1, 2), (3, 4) on conflict (a) where a > 1 do update set a = excluded.a where b > 1 on conflict do nothing returning *, a as x
insert or replace into t select * from u where true on conflict do nothing
insert or ignore into t default values
replace into t values (1)
with x as (select 1) insert into t select * from x
update or fail t as x indexed by i set a = 1, (b, c) = (select 1, 2) from u where x.id = u.id returning a
update t set a = 1 where b order by a limit 1 offset 2
delete from t where a = 1 returning *
delete from t not indexed where a = 1
select distinct a, b as c, d e, 'x' "y" from t as x, u left outer join v using (a) natural join w cross join z on 1 where a = 1 group by a, b having count(*) > 1 order by a collate nocase desc nulls last limit 10 offset 5
select * from t indexed by i where a = 1
select * from json_each('[1]') as j, pragma_table_info('t')
select * from (select 1) x join (t join u) on 1
select * from (t, u)
select 1 union all select 2 except select 3 intersect select 4
values (1, 2), (3, 4)
with recursive r(n) as not materialized (values (1) union all select n + 1 from r) select n from r limit 5
select a is b, a is not null, a notnull, a not null, a isnull, a == b, a <> b, a glob 'x', a not like 'x' escape 'y', a regexp b, a match b, a in (), a in t, a not in (select 1), a between 1 and 2
select -a, +b, ~c, not d, a || b, a -> '$.x' ->> 'y', a << 1 | 2 & 3, a % b, cast(a as text), exists (select 1), (1, 2) = (3, 4)
select count(*), count(distinct a), group_concat(a, ',' order by b), sum(a) filter (where b) over (partition by c order by d rows between unbounded preceding and current row exclude ties), max(a) over w from t window w as (order by a)
select x'ff', 0x1f, 1e5, .5, null, current_timestamp, ?, ?1, :a, @b, $c, "q", `r`, [s t], true, false
select case a when 1 then 2 else 3 end, case when a then b end, iif(a, b, c), replace(a, 'x', 'y'), like(a, b), glob(a, b)
begin
begin immediate transaction
commit
end transaction
rollback to savepoint x
savepoint x
release savepoint x
pragma foreign_keys = on
pragma main.table_info('t')
pragma journal_mode
attach 'x.db' as y
detach database y
vacuum
vacuum main into 'x.db'
analyze
analyze main.t
reindex t
explain query plan select 1
explain select 1
create table "a b" ([c d] text, `e` int, 'f' text)
create table t (a varchar(10, 2), b double precision, c unsigned big int not null, d)
create table t (a int constraint x not null constraint y unique)
create table t(a, b, unique(a) check(b) foreign key (a) references u)
select a, rank, first, key, replace, abort from t order by desc
