create table orders (id integer primary key, ref text not null unique, amount text) strict;
