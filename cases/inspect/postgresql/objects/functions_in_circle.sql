set check_function_bodies = off;
create function ping(n integer) returns integer language sql as 'select case when n > 0 then pong(n - 1) else 0 end';
create function pong(n integer) returns integer language sql as 'select case when n > 0 then ping(n - 1) else 1 end';
