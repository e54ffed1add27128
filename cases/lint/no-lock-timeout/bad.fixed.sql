-- expect: no-lock-timeout
set lock_timeout = '2s';
alter table orders add column note text;
alter table orders drop column memo;
