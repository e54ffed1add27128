alter table orders add column state text;
alter table orders alter column state set default 'open';
