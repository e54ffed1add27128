-- file: V1__t.sql
-- earlier
create table orders (id bigint, c bigint, constraint k foreign key (c) references customers (id));
-- file: V2__d.sql
-- expect: foreign-key-dropped
alter table orders drop constraint k;
