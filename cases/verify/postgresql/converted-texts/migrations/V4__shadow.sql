alter table orders add column numbered bigint;
update orders set numbered = number::bigint;
