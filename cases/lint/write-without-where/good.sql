update orders set state = 'open' where id between 1 and 1000;
create table notes (id bigint);
delete from notes;
update orders o set a = c.a from customers c where c.id = o.customer_id;
