drop index concurrently customers_email;
-- expect: index-made-unique
create unique index concurrently customers_email on customers (email);
