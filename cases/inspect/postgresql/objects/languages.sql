-- administrator
-- roles: shop_reader
create trusted language own_language handler plpgsql_call_handler inline plpgsql_inline_handler validator plpgsql_validator;
comment on language own_language is 'As plpgsql';
create function f() returns integer language own_language as $$ begin return 1; end $$;
grant usage on language own_language to shop_reader;
