-- expect: no-statement-timeout
alter table orders add column note text;
