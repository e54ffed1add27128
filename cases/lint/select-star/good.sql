create view v as select id, count(*) from orders group by id;
