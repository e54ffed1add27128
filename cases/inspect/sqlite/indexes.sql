-- has: create unique index u
-- has: where a is not null and (b > 0)
create table t (a text, b integer, c text);
create unique index u on t (a);
create index d on t (a desc, b asc, c collate nocase desc);
create index e on t (lower(a), (b+1) desc, length(c) collate binary);
create index p on t (b) where a is not null and (b>0);
create index q on t ((a));
create unique index r on t (a, b) where c in ('x', 'y');
