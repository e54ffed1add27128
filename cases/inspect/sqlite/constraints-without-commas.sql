-- has: constraint second unique (b)
create table t (a integer, b integer, constraint first unique (a) constraint second unique (b) check (a > b) foreign key (a) references t (b));
