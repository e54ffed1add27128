-- engine: postgresql:16
alter table orders add column code text default upper('x');
create function app.next_code() returns text language sql stable return 'x';
alter table orders add column other text default app.next_code();
