-- depends-on-data: every number is one.
alter table orders alter column number type bigint using number::bigint;
