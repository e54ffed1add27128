-- file: V1__t.sql
-- earlier
create table orders (id bigint not null);
-- file: V2__pk.sql
create unique index concurrently orders_pkey on orders (id);
alter table orders add constraint orders_pkey primary key using index orders_pkey;
