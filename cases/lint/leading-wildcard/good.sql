delete from orders where note like 'test%';
