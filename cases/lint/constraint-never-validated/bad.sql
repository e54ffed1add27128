-- file: V1__t.sql
create table orders (id bigint primary key, a int);
-- file: V2__t.sql
-- expect: constraint-never-validated
alter table orders add constraint positive check (a > 0) not valid;
