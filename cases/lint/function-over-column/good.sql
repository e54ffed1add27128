delete from orders where state = lower('LOST');
