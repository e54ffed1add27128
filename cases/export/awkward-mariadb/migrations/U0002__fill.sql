delete from orders;
delete from accounts;
