-- expect: comparison-with-null
update orders set state = null where closed_at is null;
-- expect: comparison-with-null
delete from orders where state is not null;
