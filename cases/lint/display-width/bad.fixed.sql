-- engine: mysql:8.4
-- expect: display-width
create table notes (n int unsigned);
