select id, name from customers where email = :email;
select count(*) from orders;
insert into customers (email, name) values ('new@example.org', 'New');
update orders set quantity = quantity where id = :order;
