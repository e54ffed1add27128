-- expect: primary-key-replaced
alter table orders drop constraint orders_pkey, add primary key (id, region);
