-- expect: table-renamed
alter table orders rename to purchases;
-- expect: table-renamed
alter table orders set schema old;
