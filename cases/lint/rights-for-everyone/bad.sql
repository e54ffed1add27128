-- expect: rights-for-everyone
grant all on all tables in schema public to public;
-- expect: rights-for-everyone
grant select, update (note) on orders to reader, public;
-- expect: rights-for-everyone
grant create on schema public to public;
