-- allow: unique-index-over-existing-rows
-- expect: unique-constraint-builds-index
alter table customers add constraint customers_email_key unique (email);
-- expect: unique-constraint-builds-index
ALTER TABLE customers ADD UNIQUE (name, city);
-- expect: unique-constraint-builds-index
alter table customers add column code text unique;
