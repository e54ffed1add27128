create table checks (
    email varchar(100) unique check (email like '%@%'), x int not null default 1 comment 'positive' check (x > 0),
    constraint small check (x < 100), check (x <> 7), check (x <> 8), y int, constraint `odd name` check (`y` in (1, 2) or email = 'it''s')
);
-- has: check (`x` > 0)
-- has: constraint small check (`x` < 100)
