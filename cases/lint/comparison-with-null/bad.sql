-- expect: comparison-with-null
update orders set state = null where closed_at = null;
-- expect: comparison-with-null
delete from orders where state <> null;
