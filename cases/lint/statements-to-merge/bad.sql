alter table orders add column a int;
-- expect: statements-to-merge
alter table orders add column b int;
