-- file: V1__t.sql
-- earlier
create table orders (id bigint primary key, code varchar(10) constraint code_check check (code <> ''));
-- file: V2__t.sql
-- expect: type-changed-under-check
alter table orders alter column code type varchar(20);
