-- dbwright:after 0003 7d
-- dbwright:contract
-- dbwright:no-transaction
-- dbwright:backfill id batch 5000
update t set a = 1 where a is null;
-- dbwright:backfill "Order Id" batch 1000
update t set b = 1 where b is null;
