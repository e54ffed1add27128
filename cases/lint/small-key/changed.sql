-- engine: postgresql:16
-- file: V0001__orders.sql
-- earlier
create table orders (id bigint generated always as identity primary key, lines bigint);
-- file: V0002__smaller.sql
-- expect: small-key
alter table orders alter column id type integer;
alter table orders alter column lines type integer;
