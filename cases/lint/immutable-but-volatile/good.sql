create function is_due(d date) returns boolean language sql stable as 'select d < current_date';
create function twice(a int) returns int language sql immutable as 'select a * 2';
