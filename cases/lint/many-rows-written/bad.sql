-- rows: orders=5000000
-- expect: many-rows-written
update orders set state = 'lost' where state is null;
