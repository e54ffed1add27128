create function is_even(n integer) returns boolean language sql immutable as 'select n % 2 = 0';
create domain even as integer check (is_even(value));
create table pair (id even primary key);
