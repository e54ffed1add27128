create table customers (id int primary key, email varchar(100), city varchar(50));
create view z_first as select id, email from customers where id > 1;
create view a_second as select z.email, count(*) as n from z_first z join customers c on c.id = z.id group by z.email;
create view checked as select id, city from customers where city = 'x' with local check option;
create view checked_more (number, place) as select id, city from checked with cascaded check option;
create algorithm = merge sql security invoker view merged as select * from customers;
create algorithm = temptable view kept as select distinct city from customers;
create view `odd name` as select 'it''s `x`.y' as `a b`, `id` from customers;
create view with_part as with big as (select * from customers where id > 10) select * from big union select * from customers;
create view constants as select 1 as one, now() as moment;
create view a_third as select * from a_second, `odd name`;
-- has: algorithm = merge sql security invoker view merged
-- has: with local check option
-- has: with cascaded check option
