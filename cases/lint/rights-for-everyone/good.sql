grant select on orders to public;
grant usage on schema public to public;
grant insert on orders to writer;
revoke all on orders from public;
