alter table orders set (fillfactor = 80);
