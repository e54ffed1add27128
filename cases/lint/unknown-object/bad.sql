create table orders (id bigint primary key, total numeric);
-- expect: unknown-object
alter table orders alter column totl set default 0;
alter table orders rename to purchases;
-- expect: unknown-object
alter table orders add column x int;
-- expect: unknown-object
create index i on orders (id);
