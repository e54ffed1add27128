alter table accounts add column note varchar(50);
