create unique index concurrently orders_pkey2 on orders (id, region);
alter table orders drop constraint orders_pkey, add constraint orders_pkey primary key using index orders_pkey2;
