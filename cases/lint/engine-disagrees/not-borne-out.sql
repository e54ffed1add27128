-- measured: locks orders:AccessExclusive
-- expect: engine-disagrees
alter table orders add constraint positive check (total > 0);
