-- expect: name-not-snake-case
create table "Orders" (id bigint);
-- expect: name-not-snake-case
alter table orders add column "shipTo" text;
