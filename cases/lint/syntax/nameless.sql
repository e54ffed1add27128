-- expect: syntax
create table @schema@.orders (id bigint primary key);
-- expect: syntax
create table @schema@.lines (id bigint primary key);
