-- expect: leading-wildcard
delete from orders where note like '%test';
