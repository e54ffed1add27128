-- measured: refused column "totl" does not exist
-- expect: refused-by-server
update orders set total = 0 where totl is null;
