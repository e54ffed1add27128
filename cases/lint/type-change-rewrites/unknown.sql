-- expect: type-change-rewrites
alter table orders alter column id type bigint;
