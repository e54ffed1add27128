-- As those of shop.
select * from orders where id = {orders.id%50};
select * from orders where status = {orders.status.-1};
select * from orders where placed_at > {orders.placed_at%99};
select * from orders where total > {orders.total%99};
select * from orders where customer_id = {orders.customer_id.-1};
select * from customers where email = {customers.email%50};
select * from customers where country = {customers.country.-1};
select * from customers where segment is not null;
select c.email, o.total from customers c join orders o on o.customer_id = c.id where c.id = {customers.id%70};
select c.country, count(*) from customers c join orders o on o.customer_id = c.id group by c.country;
select * from orders order by placed_at desc limit 20;
