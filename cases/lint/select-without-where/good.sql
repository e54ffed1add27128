insert into notes (id) select id from orders where state = 'open';
