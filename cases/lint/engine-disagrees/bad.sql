-- measured: locks orders:AccessExclusive, rewrites table
create table orders (id bigint primary key, note varchar(20));
-- expect: engine-disagrees
alter table orders alter column note type text;
