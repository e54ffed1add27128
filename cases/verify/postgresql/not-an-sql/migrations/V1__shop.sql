create table customers (id bigint primary key);

create tabel orders (id bigint primary key);
