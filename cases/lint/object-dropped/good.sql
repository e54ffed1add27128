create view v as select 1 as a;
drop view v;
create type state as enum ('a');
drop type state;
