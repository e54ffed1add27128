create table orders (id bigint primary key, number int);
-- expect: existing-object
alter table orders add primary key (number);
alter table orders drop constraint orders_pkey, add primary key (number);
create table bills (id bigint primary key, number int);
alter table bills drop constraint bills_pkey;
alter table bills add primary key (number);
