start transaction;
update customers set name = name;
select sleep(1.5);
commit;
