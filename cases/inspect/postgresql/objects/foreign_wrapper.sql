-- administrator
-- roles: shop_reader
create foreign data wrapper own_wrapper options (debug 'true');
comment on foreign data wrapper own_wrapper is 'Does nothing';
create server own_server type 'none' version '1.2' foreign data wrapper own_wrapper options (host 'example.org');
create user mapping for public server own_server options (user 'guest');
create user mapping for shop_reader server own_server;
grant usage on foreign data wrapper own_wrapper to shop_reader;
