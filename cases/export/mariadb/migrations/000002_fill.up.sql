-- dbwright:backfill id batch 500
update stock set amount = amount + 1 where name = 'c';
