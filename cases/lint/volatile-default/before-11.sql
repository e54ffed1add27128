-- engine: postgresql:10
-- expect: volatile-default
alter table orders add column state text not null default 'new';
alter table orders add column note text default null;
alter table orders add column other text;
