-- roles: shop_reader
create function add_up(state numeric, value numeric) returns numeric language sql immutable strict as 'select state + value';
create aggregate total(numeric) (sfunc = add_up, stype = numeric);
revoke execute on function total(numeric) from public;
grant execute on function total(numeric) to shop_reader;
