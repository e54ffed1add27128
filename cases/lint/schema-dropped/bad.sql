-- expect: schema-dropped
drop schema app cascade;
-- expect: schema-dropped
drop database shop;
