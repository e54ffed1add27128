-- seed: --rows digests=300 --rows notes=300 --rows pages=300
create domain sha1 as bytea check (value is null or octet_length(value) = 20);
create table digests (id sha1 primary key, short bytea not null unique check (length(short) between 4 and 6), parent sha1);
create table notes (id int primary key, digest_id sha1 not null references digests, other bytea check (octet_length(other) > 30));
create table pages (id int primary key, lang varchar(2), language varchar(10) not null, locale char(2) not null);
