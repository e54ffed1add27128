-- allow: unique-index-over-existing-rows
-- expect: unique-constraint-builds-index
create unique index concurrently customers_email_key on customers (email);
alter table customers add constraint customers_email_key unique using index customers_email_key;
-- expect: unique-constraint-builds-index
CREATE UNIQUE INDEX CONCURRENTLY customers_name_city_key ON customers (name, city);
ALTER TABLE customers ADD CONSTRAINT customers_name_city_key UNIQUE USING INDEX customers_name_city_key;
-- expect: unique-constraint-builds-index
alter table customers add column code text unique;
