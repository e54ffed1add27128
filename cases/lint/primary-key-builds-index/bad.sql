-- expect: primary-key-builds-index
alter table orders add constraint orders_pkey primary key (id);
-- expect: primary-key-builds-index
alter table notes add column id serial primary key;
