delete from accounts where name = 'last';
alter table accounts drop column cents;
