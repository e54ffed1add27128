-- administrator
create function abs_less(a integer, b integer) returns boolean language sql immutable as 'select abs(a) < abs(b)';
create function abs_less_equal(a integer, b integer) returns boolean language sql immutable as 'select abs(a) <= abs(b)';
create function abs_equal(a integer, b integer) returns boolean language sql immutable as 'select abs(a) = abs(b)';
create function abs_greater_equal(a integer, b integer) returns boolean language sql immutable as 'select abs(a) >= abs(b)';
create function abs_greater(a integer, b integer) returns boolean language sql immutable as 'select abs(a) > abs(b)';
create function abs_compare(a integer, b integer) returns integer language sql immutable as 'select abs(a) - abs(b)';
create operator |<| (function = abs_less, leftarg = integer, rightarg = integer, commutator = |>|);
create operator |<=| (function = abs_less_equal, leftarg = integer, rightarg = integer);
create operator |=| (function = abs_equal, leftarg = integer, rightarg = integer);
create operator |>=| (function = abs_greater_equal, leftarg = integer, rightarg = integer);
create operator |>| (function = abs_greater, leftarg = integer, rightarg = integer, commutator = |<|);
create operator family abs_family using btree;
create operator class abs_ops for type integer using btree family abs_family as
    operator 1 |<|, operator 2 |<=|, operator 3 |=|, operator 4 |>=|, operator 5 |>|, function 1 abs_compare(integer, integer);
comment on operator class abs_ops using btree is 'By distance from zero';
comment on operator family abs_family using btree is 'Distances';
create table number (n integer);
create index number_abs on number (n abs_ops);
