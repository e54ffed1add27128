-- expect: not-rerunnable
create table if not exists notes (id bigint primary key);
-- expect: not-rerunnable
CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON orders (a);
-- expect: not-rerunnable
alter table orders add column if not exists note text;
-- expect: not-rerunnable
alter table orders drop constraint if exists c;
-- expect: not-rerunnable
drop index concurrently if exists i;
