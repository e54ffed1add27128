-- expect: list-value-removed
delete from pg_enum where enumlabel = 'lost';
