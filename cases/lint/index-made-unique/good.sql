create unique index concurrently customers_email_key on customers (email);
drop index concurrently customers_email;
