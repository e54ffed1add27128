create table customers (id bigint primary key, email text);
-- expect: foreign-key-parent-not-unique
create table orders (id bigint primary key, email text references customers (email));
