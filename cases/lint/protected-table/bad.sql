-- expect: protected-table
update pg_catalog.pg_class set relname = 'x' where oid = 1;
