-- seed: --rows digests=300 --rows pages=300
create table digests (id varbinary(40) primary key check (length(id) = 20), short blob not null check (octet_length(short) = 4), full binary(20) not null unique);
create table pages (id int primary key, lang varchar(2), language varchar(10) not null);
