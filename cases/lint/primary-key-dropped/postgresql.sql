-- file: V1__t.sql
-- earlier
create table orders (id bigint, c bigint, constraint k primary key (id));
-- file: V2__d.sql
-- expect: primary-key-dropped
alter table orders drop constraint k;
