create unique index concurrently customers_email_key on customers (email);
alter table customers add constraint customers_email_key unique using index customers_email_key;
