-- Why: The old application is gone by then.
-- dbwright:after 1.2 7d

set lock_timeout = '2s';
alter table jobs alter column state set not null;
