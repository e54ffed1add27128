-- expect: type-changed-with-not-null
alter table orders alter column total type numeric(12,2), alter column total set not null;
