-- expect: numbered-column-rewrites
alter table orders add column number bigserial;
-- expect: numbered-column-rewrites
alter table orders add column number bigint generated always as identity;
