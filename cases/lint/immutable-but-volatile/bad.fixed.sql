-- expect: immutable-but-volatile
create function is_due(d date) returns boolean language sql stable as 'select d < current_date';
