-- expect: required-column-without-default
alter table orders add column state text not null;
