-- file: V1__t.sql
-- earlier
create table orders (id bigint, c bigint, constraint k check (c > 0));
-- file: V2__d.sql
-- expect: check-dropped
alter table orders drop constraint k;
