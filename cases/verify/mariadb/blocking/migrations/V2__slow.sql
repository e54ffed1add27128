start transaction;
update customers set name = name;
select sleep(0.5);
commit;
