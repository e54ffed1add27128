-- measured: locks orders:AccessExclusive
create table orders (id bigint primary key, note varchar(20));
alter table orders alter column note type text;
