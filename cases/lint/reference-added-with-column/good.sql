alter table orders add column shop_id bigint;
