-- expect: unknown-directive
-- dbwright:backfill id by 500
update t set a = 1;
