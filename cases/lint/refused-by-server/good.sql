-- measured: locks orders:RowExclusive
update orders set total = 0 where total is null;
