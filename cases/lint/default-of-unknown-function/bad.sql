-- engine: postgresql:16
-- expect: default-of-unknown-function
alter table orders add column code text default app.next_code();
