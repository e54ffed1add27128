-- expect: select-star
create view v as select * from orders;
