-- has: d integer
create table t (a integer -- the first
);
alter table t add column b text not null default 'x';
alter table t add column c integer references t (a) check (c > 0);
alter table t add d integer;
alter table t rename column a to z;
alter table t rename to tt;
create table u as select 1 as one, 'x' as two;
