-- expect: not-rerunnable
create table notes (id bigint primary key);
-- expect: not-rerunnable
CREATE INDEX CONCURRENTLY i ON orders (a);
-- expect: not-rerunnable
alter table orders add column note text;
-- expect: not-rerunnable
alter table orders drop constraint c;
-- expect: not-rerunnable
drop index concurrently i;
