delete from orders where note is null;
update customers set name = null;
alter table customers drop column phone;
