-- expect: table-dropped
drop table orders;
-- expect: table-dropped
drop table if exists notes cascade;
