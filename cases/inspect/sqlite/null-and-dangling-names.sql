-- has: a integer
create table t (a integer null default 1, b text constraint absent, c integer unique unique);
