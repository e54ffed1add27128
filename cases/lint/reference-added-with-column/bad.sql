-- expect: reference-added-with-column
alter table orders add column shop_id bigint references shops (id);
