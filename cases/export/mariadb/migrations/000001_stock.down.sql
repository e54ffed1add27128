drop procedure refill;
drop table stock;
