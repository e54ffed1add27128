-- expect: default-changed
alter table orders alter column state set default 'open';
