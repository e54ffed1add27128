-- expect: object-dropped
drop function total(int);
-- expect: object-dropped
drop type state;
