-- file: a.sql
-- earlier
create table orders (id bigint primary key);
-- file: b.sql
create table orders (id bigint primary key);
