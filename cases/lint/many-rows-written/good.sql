-- rows: orders=5000000, small=10
update orders set state = 'lost' where state is null and id between 1 and 10000;
update small set a = 1 where b = 2;
insert into orders (id) values (1), (2);
