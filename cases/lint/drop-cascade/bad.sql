-- expect: drop-cascade
drop view v cascade;
-- expect: drop-cascade
alter table orders drop column note cascade;
