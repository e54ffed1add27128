-- administrator
-- roles: shop_reader
grant create on schema public to shop_reader;
revoke usage on schema public from public;
comment on schema public is 'Everything';
