-- Why: Sums are exact in cents.

-- dbwright:backfill id batch 700
update orders set total_cents = total * 100 where total_cents is null;
