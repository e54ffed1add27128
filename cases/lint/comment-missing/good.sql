create table notes (id bigint primary key);
comment on table notes is 'What people write down.';
