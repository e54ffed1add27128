-- expect: immutable-but-volatile
create function is_due(d date) returns boolean language sql immutable as 'select d < current_date';
