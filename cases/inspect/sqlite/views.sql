-- has: create view v
-- has: create view named (x, y)
create table t (a integer, b text);
create view w as select * from v where a > 0;
create view v as
    select a,
           b   -- the text
      from t
     where b = 'two
lines';
create view named (x, y) as select a, b from t;
create view recursive_one as with recursive n (i) as (select 1 union all select i + 1 from n where i < 10) select i from n;
create view dangling as select * from absent;
