create table later (id bigint primary key);
