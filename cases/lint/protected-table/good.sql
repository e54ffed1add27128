update orders set a = 1 where id = 1;
