-- expect: not-null-dropped
alter table orders alter column total drop not null;
