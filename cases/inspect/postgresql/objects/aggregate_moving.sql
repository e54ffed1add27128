create function plus(a numeric, b numeric) returns numeric language sql immutable strict as 'select a + b';
create function minus(a numeric, b numeric) returns numeric language sql immutable strict as 'select a - b';
create aggregate moving(numeric) (sfunc = plus, stype = numeric, msfunc = plus, minvfunc = minus, mstype = numeric, initcond = '0', minitcond = '0');
