-- file: V1__a.sql
-- earlier
create table orders (id bigint primary key);
create index i on orders (id);
alter table orders rename to purchases;
alter table purchases add column total numeric;
-- file: V2__b.sql
-- expect: existing-object
alter table purchases add column total numeric;
-- expect: existing-object
create index i on purchases (total);
create table orders (id bigint primary key);
