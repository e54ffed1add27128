-- engine: sqlite
-- expect: required-column-without-default
alter table orders add column state text not null;
-- expect: required-column-without-default
alter table orders add column other text not null default null;
