alter table orders add column state text not null default 'new';
alter table orders add column note text;
alter table orders add column total int not null generated always as (1) stored;
alter table orders add column n bigserial not null;
create table notes (id bigint);
alter table notes add column body text not null;
