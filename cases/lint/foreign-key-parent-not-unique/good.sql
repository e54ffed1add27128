create table customers (id bigint primary key, email text unique);
create table orders (id bigint primary key, email text references customers (email), c bigint references customers);
create table notes (id bigint primary key, o bigint references elsewhere (x));
