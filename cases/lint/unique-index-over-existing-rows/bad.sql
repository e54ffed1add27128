-- expect: unique-index-over-existing-rows
create unique index concurrently i on customers (email);
-- expect: unique-index-over-existing-rows
alter table customers add constraint u unique (name);
