-- file: V1__t.sql
create table orders (id bigint primary key, a int);
-- file: V2__t.sql
alter table orders add constraint positive check (a > 0) not valid;
-- file: V3__t.sql
alter table orders validate constraint positive;
