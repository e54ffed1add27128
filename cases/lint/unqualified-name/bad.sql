-- expect: unqualified-name
create table orders (id bigint);
