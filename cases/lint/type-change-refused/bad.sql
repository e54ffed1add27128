create type state as enum ('new', 'paid');
create table orders (id bigint primary key, note text default '0', paid int default 0, at date, total int, tax int generated always as (total / 5) stored);
create view sums as select o.total from orders o;
-- expect: type-change-refused
-- expect: type-change-refused
alter table orders alter column total type bigint;
-- expect: type-change-refused
alter table orders alter column paid type boolean using paid = 1;
-- expect: type-change-refused
-- expect: type-change-refused
alter table orders alter column note type int;
-- expect: type-change-refused
alter table orders alter column at type int;
