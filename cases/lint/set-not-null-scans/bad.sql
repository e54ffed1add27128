-- expect: set-not-null-scans
alter table orders alter column placed_at set not null;
