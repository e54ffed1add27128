-- has: constraint positive check (a > 0)
-- has: check (a <> 7)
create table t (a integer constraint positive check (a>0) check ((a<>7)), b text check (b in ('x','y''z')),
    constraint both check (a > 1 or b is not null), check (length(b) between 1 and 10), check (b not like 'a%' escape '\'));
