alter table orders drop constraint unknown_kind;
create table t (a int, constraint k check (a > 0), constraint f foreign key (a) references u (a), constraint p primary key (a));
alter table t drop constraint k, drop constraint f, drop constraint p;
