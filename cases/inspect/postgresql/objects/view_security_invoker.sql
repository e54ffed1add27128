-- since: 15
create table item (id integer primary key);
create view safe with (security_barrier = true, security_invoker = true) as select id from item;
