create unique index concurrently orders_pkey on orders (id);
alter table orders add constraint orders_pkey primary key using index orders_pkey;
create table t (a int);
alter table t add primary key (a);
