-- expect: security-definer-without-search-path
create function f() returns int language sql security definer as 'select 1';
