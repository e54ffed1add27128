-- engine: postgresql:16
-- expect: timestamp-without-time-zone
alter table orders alter column placed_at type timestamp;
alter table orders alter column placed_at type timestamptz using placed_at at time zone 'UTC';
