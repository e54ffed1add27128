-- expect: no-lock-timeout
alter table orders add column note text;
alter table orders drop column memo;
