-- engine: mysql:8.0
-- expect: row-too-wide
create table notes (a varchar(10000), b varchar(10000));
