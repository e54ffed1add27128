-- expect: write-without-where
update orders set state = 'open';
-- expect: write-without-where
delete from orders;
